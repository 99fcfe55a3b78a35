const ink = "var(--mark-ink, var(--surface))";

/** Outlines that marks of messages and of executions share, in a box of 16 × 16. */
export const outlines = {
  success: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="currentColor" />
      <path d="m5 8.2 2.1 2.1L11 6" stroke={ink} strokeWidth="1.7" />
    </>
  ),
  error: (
    <>
      <path d="M8 1.2 15.3 14.2H.7z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M8 6v3.5M8 11.8v.1" stroke={ink} strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
} as const;
