import { SluiceError } from "./errors.ts";
import type { Incident } from "./options.ts";

/** Tells the deployment about faults that an outcome hides. Never throws. */
export class Reporter {
  readonly #listener: (incident: Incident) => void;

  constructor(listener: (incident: Incident) => void = logIncident) {
    this.#listener = listener;
  }

  /** `during` says what was being done, as in "saving a trace". */
  report(error: SluiceError, during: string, trigger?: string): void {
    try {
      this.#listener({ error, during, ...(trigger !== undefined && { trigger }) });
    } catch (fault) {
      console.error("sluice: onError failed", fault);
    }
  }
}

/** `error` as it is if it has a code, else as the cause of one with `code`. */
export function asSluiceError(error: unknown, code: SluiceError["code"]): SluiceError {
  if (error instanceof SluiceError) return error;
  return new SluiceError(code, error instanceof Error ? error.message : String(error), { cause: error });
}

function logIncident({ error, during, trigger }: Incident): void {
  const where = trigger === undefined ? "" : ` (${trigger})`;
  console.error(`sluice: ${during}${where}: ${error.code}: ${error.message}`, ...(error.cause ? [error.cause] : []));
}
