import type { Mode } from "./generated/catalog.ts";
import type { SluiceError } from "./errors.ts";
import type { ClockKind, Trace } from "./trace.ts";

/** What is known of an execution that the core could not tell the end of. */
export interface FaultedExecution {
  readonly traceId: string;
  readonly trigger: string;
  readonly mode: Mode;
  readonly planHash?: string;
  readonly userId?: string | undefined;
  readonly requestIp?: string | undefined;
  readonly startedAt: number;
  readonly endedAt: number;
}

const maxMessageLength = 1_024;

/** The trace of an execution that ended with a fault of the store or the engine: its cause, and no spans. */
export function faultTrace(
  error: SluiceError,
  execution: FaultedExecution,
  engine: { readonly engineHash: string; readonly clock: ClockKind },
): Trace {
  const { traceId, planHash = "", startedAt, endedAt, trigger, mode, userId, requestIp } = execution;
  return {
    id: traceId,
    trigger,
    mode,
    status: "error",
    statusMessage: `${error.code}: ${causeOf(error)}`.slice(0, maxMessageLength),
    startedAt,
    endedAt,
    durationMs: endedAt - startedAt,
    ...(userId !== undefined && { userId }),
    ...(requestIp !== undefined && { requestIp }),
    contextSnapshot: {},
    resultData: {},
    createdAt: endedAt,
    planHash,
    engineHash: engine.engineHash,
    clock: engine.clock,
    spans: [],
  };
}

function causeOf(error: SluiceError): string {
  return error.cause instanceof Error && error.cause.message !== error.message
    ? `${error.message} (${error.cause.message})`
    : error.message;
}
