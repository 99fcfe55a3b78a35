import type { Mode, Span, Trace } from "sluice";

/** What became of an execution, in the words its header begins with. */
export interface OutcomeWords {
  readonly status: Trace["status"];
  /** "Error, sign-up refused". */
  readonly headline: string;
  /** What the user of the application was told; undefined when nobody was. */
  readonly userSaw?: string;
  /** Why, in a sentence. */
  readonly because: string;
}

/** What of a pipeline decides how a failure is answered, as far as it is known. */
export interface FailureRule {
  readonly onError?: "block" | "allow";
  readonly failureText?: string | null;
}

/** What a hook allows or refuses, as a noun and what becomes of it. */
const matters: Readonly<Record<string, readonly [noun: string, refused: string]>> = {
  before_signup: ["sign-up", "refused"],
  before_signin: ["sign-in", "refused"],
  before_signout: ["sign-out", "refused"],
  token_build: ["token", "not issued"],
  apikey_before_create: ["API key", "not created"],
  apikey_before_exchange: ["API key", "not accepted"],
  apikey_before_revoke: ["API key", "not revoked"],
  client_before_register: ["client", "not registered"],
  client_before_authorize: ["access", "not granted"],
};

/** Says how a trace ended: what was decided, what the user saw, and why. */
export function outcomeWords(trace: Trace, rule: FailureRule = {}): OutcomeWords {
  switch (trace.status) {
    case "success":
      return { status: "success", ...allowedWords(trace) };
    case "blocked":
      return { status: "blocked", ...blockedWords(trace) };
    case "error":
      return { status: "error", ...errorWords(trace, rule) };
  }
}

/** The span that decided how a trace ended; undefined when none did. */
export function decidingSpan({ status, spans }: Pick<Trace, "status" | "spans">): Span | undefined {
  const scripts = spans.filter(({ parentId }) => parentId === undefined);
  if (status === "success") return scripts.find((span) => span.status === "error");
  return scripts.find((span) => span.status === status);
}

function allowedWords({ mode, trigger, spans }: Trace): Omit<OutcomeWords, "status"> {
  const failed = spans.filter(({ parentId, status }) => parentId === undefined && status === "error");
  if (failed.length > 0) {
    const names = failed.map(({ scriptId }) => scriptId).join(", ");
    const headline = mode === "async" ? `Finished, ${names} failed` : `Allowed, although ${names} failed`;
    return { headline, because: "A script that fails counts as having returned nothing in this pipeline." };
  }
  if (mode === "async") return { headline: "Finished", because: "Every script ran. Nobody waited for it." };
  const [noun] = matters[trigger] ?? ["request"];
  const headline = mode === "enrichment" ? "Allowed, data added" : `Allowed, ${noun} went on`;
  return { headline, because: "No script refused." };
}

function blockedWords({ mode, trigger, statusMessage = "" }: Trace): Omit<OutcomeWords, "status"> {
  if (mode === "async") {
    return { headline: "Blocked, the rest did not run", because: "Nobody was refused: it ran after the answer." };
  }
  return { headline: `Blocked, ${refusal(mode, trigger)}`, userSaw: statusMessage, because: "A script refused." };
}

function errorWords({ mode, trigger, spans, statusMessage }: Trace, rule: FailureRule): Omit<OutcomeWords, "status"> {
  if (spans.length === 0) {
    return {
      headline: "Error, no script ran",
      because: `${statusMessage ?? "The cause was not recorded."} The deployment's defaultOnError decided the answer.`,
    };
  }
  if (mode === "async") return { headline: "Error", because: "Nobody was refused: it ran after the answer." };
  return {
    headline: `Error, ${refusal(mode, trigger)}`,
    ...(typeof rule.failureText === "string" && { userSaw: rule.failureText }),
    because: "This pipeline blocks when a script fails.",
  };
}

function refusal(mode: Mode, trigger: string): string {
  const known = matters[trigger];
  if (known) return known.join(" ");
  return mode === "enrichment" ? "request not completed" : "request refused";
}
