import { SluiceError, type ErrorCode, type PipelineProblem } from "sluice";

import { ServiceError } from "./service-error.ts";

/** What can be wrong, as far as screens show it differently. */
export type FaultKind =
  /** Nobody answered, or not in time, or the worker's store does not. Trying again may help. */
  | "unreachable"
  /** The token is missing or no longer valid. */
  | "signed-out"
  /** The token is not for this. */
  | "no-permission"
  /** Somebody else changed it in between, or it is still in use: `problems` tell by what. */
  | "conflict"
  /** What was asked for cannot be done, for the reasons in `text` and `problems`. */
  | "refused"
  /** There is nothing of that name. */
  | "missing"
  /** A setting of the deployment is missing. */
  | "not-configured"
  /** This browser has no room left for what is kept. */
  | "storage-full"
  /** The engine stopped; it is started again. */
  | "crashed"
  /** A mistake of Sluice itself. */
  | "broken";

/** A fault in words. */
export interface Fault {
  readonly kind: FaultKind;
  /** What happened, in one sentence. */
  readonly title: string;
  /** What to do, or why; may be empty. */
  readonly text: string;
  /** The code of the catalog or of the HTTP API, for people who look it up. */
  readonly code?: string;
  /** The member of the request that was wrong. */
  readonly field?: string;
  readonly problems: readonly PipelineProblem[];
  /** For the worker's log. */
  readonly requestId?: string;
}

const titles: Readonly<Record<FaultKind, string>> = {
  unreachable: "The worker couldn't be reached.",
  "signed-out": "The token is not valid here.",
  "no-permission": "This token is not for that.",
  conflict: "Somebody else changed this in between.",
  refused: "That can't be done.",
  missing: "There is nothing of that name.",
  "not-configured": "A setting of the deployment is missing.",
  "storage-full": "This browser has no room left.",
  crashed: "The engine stopped and was started again.",
  broken: "Something went wrong in this app.",
};

/** Where the kind says less than the code does. */
const titlesByCode: Readonly<Record<string, string>> = {
  store_unavailable: "The worker's store doesn't answer.",
  engine_busy: "The worker is busy.",
  queue_timeout: "The worker is busy.",
  too_many_requests: "There were too many requests.",
};

const advice: Readonly<Partial<Record<FaultKind, string>>> = {
  unreachable: "Edits are kept in this browser. Try again when it answers.",
  "signed-out": "Sign in with a token of this deployment.",
  "storage-full": "Delete traces or reset the playground. Nothing that was saved before is lost.",
  crashed: "What was saved is still there. Run it again.",
};

const kindsByCode: Readonly<Partial<Record<ErrorCode, FaultKind>>> = {
  conflict: "conflict",
  not_found: "missing",
  unknown_trigger: "missing",
  store_unavailable: "unreachable",
  engine_busy: "unreachable",
  queue_timeout: "unreachable",
  engine_crash: "crashed",
};

const kindsByServiceCode: Readonly<Record<string, FaultKind>> = {
  unreachable: "unreachable",
  too_many_requests: "unreachable",
  unauthorized: "signed-out",
  forbidden: "no-permission",
  not_configured: "not-configured",
  storage_full: "storage-full",
  no_route: "missing",
  internal_error: "broken",
};

/** What to show for anything that was thrown. */
export function faultOf(error: unknown): Fault {
  if (error instanceof SluiceError) return sluiceFault(error);
  if (error instanceof ServiceError) return serviceFault(error);
  const text = error instanceof Error ? error.message : String(error);
  return { kind: "broken", title: titles.broken, text, problems: [] };
}

function sluiceFault({ code, message, field, problems = [] }: SluiceError): Fault {
  const kind = kindsByCode[code] ?? "refused";
  const isInUse = kind === "conflict" && problems.length > 0;
  return {
    kind,
    title: isInUse ? "It is still in use." : (titlesByCode[code] ?? titles[kind]),
    text: advice[kind] ?? message,
    code,
    problems,
    ...(field !== undefined && { field }),
  };
}

function serviceFault({ code, message, field, requestId }: ServiceError): Fault {
  const kind = kindsByServiceCode[code] ?? "refused";
  return {
    kind,
    title: titlesByCode[code] ?? titles[kind],
    text: advice[kind] ?? message,
    code,
    problems: [],
    ...(field !== undefined && { field }),
    ...(requestId !== undefined && { requestId }),
  };
}
