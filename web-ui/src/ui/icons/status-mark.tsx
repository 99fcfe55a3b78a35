import { Info } from "lucide-react";

import { outlines } from "./outlines.tsx";

/** What a message is about. Outcomes of executions have marks of their own, in parts/. */
export type MessageStatus = "success" | "warning" | "error" | "info";

/** The mark of a message: each status has an outline of its own beside its colour. */
export function StatusMark({ status, size = 14 }: { readonly status: MessageStatus; readonly size?: number }) {
  if (status === "info") return <Info size={size} className="text-fg-3" aria-hidden />;
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" className={colours[status]} aria-hidden>
      {shapes[status]}
    </svg>
  );
}

const colours = { success: "text-success", warning: "text-warning", error: "text-error" } as const;

const shapes = {
  ...outlines,
  warning: (
    <>
      <path d="M8 1.8 14.6 13.6H1.4z" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
      <path d="M8 6v3.4M8 11.4v.1" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
} as const;
