/** Sluice's own mark: a gate between what comes in and what is let on. */
export function SluiceMark({ size = 16 }: { readonly size?: number }) {
  return (
    <svg
      className="text-accent"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      aria-hidden
    >
      <path d="M1 5.5h4M1 10.5h4M11 10.5h4" strokeWidth="1.6" />
      <rect x="6.2" y="1" width="3.6" height="8" rx="1" fill="currentColor" stroke="none" />
      <path d="M8 11v4" strokeWidth="1.6" strokeDasharray=".1 2.4" />
    </svg>
  );
}
