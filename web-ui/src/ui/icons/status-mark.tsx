import { Info } from "lucide-react";

/** What a message is about. Outcomes of executions have marks of their own, in parts/. */
export type MessageStatus = "success" | "warning" | "error" | "info";

const ink = "var(--mark-ink, var(--surface))";

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
  success: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="currentColor" />
      <path d="m5 8.2 2.1 2.1L11 6" stroke={ink} strokeWidth="1.7" />
    </>
  ),
  warning: (
    <>
      <path d="M8 1.8 14.6 13.6H1.4z" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
      <path d="M8 6v3.4M8 11.4v.1" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  error: (
    <>
      <path d="M8 1.2 15.3 14.2H.7z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M8 6v3.5M8 11.8v.1" stroke={ink} strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
} as const;
