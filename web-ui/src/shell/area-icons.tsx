import type { ReactNode } from "react";

/** The parts of the app as the navigation, the palette and headings draw them. */
export type AreaIconName = "pipelines" | "scripts" | "secrets" | "traces" | "playground" | "guide";

const paths: Readonly<Record<AreaIconName, ReactNode>> = {
  pipelines: <path d="M1.5 8H4.5M4.5 8C6.5 8 6 4 8.5 4H14.5M4.5 8C6.5 8 6 12 8.5 12H14.5" />,
  scripts: <path d="M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5" />,
  secrets: <path d="M7.4 8.6 13.5 2.5M11 5l2 2M5.2 13.3a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4Z" />,
  traces: <path d="M2 3.5h6M5 8h6M8.5 12.5H14" />,
  playground: <path d="M4.5 3v10l8-5z" />,
  guide: <path d="M8 4c-1.5-1-3.5-1.2-5.5-1v9.5c2-.2 4 0 5.5 1 1.5-1 3.5-1.2 5.5-1V3C11.5 2.8 9.5 3 8 4Zm0 0v9.5" />,
};

export function AreaIcon({ name, size = 16 }: { readonly name: AreaIconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      {paths[name]}
    </svg>
  );
}
