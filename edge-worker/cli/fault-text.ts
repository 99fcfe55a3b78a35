import { SluiceError } from "sluice";
import { ServiceError } from "sluice/remote";

import { Fault } from "./command.ts";
import { plain } from "./terminal/terminal.ts";

const remedies: Readonly<Record<string, string>> = {
  unauthorized: "the worker does not know the token: set SLUICE_TOKEN to one of its tokens",
  forbidden:
    "the token is not allowed to do this: set SLUICE_TOKEN to one with the role, as docs/http-api.md lists them",
  unreachable: "is it running, and is that its address? --server, SLUICE_SERVER and server in sluice.json name it",
  no_route: "is that the address of a worker? --server, SLUICE_SERVER and server in sluice.json name it",
  not_configured: "SLUICE_SECRET_KEYS of the worker is missing",
};

/**
 * What an error says to the user of a terminal; undefined for a bug. Workers say what people and scripts have written,
 * and terminals obey nothing of it.
 */
export function faultText(error: unknown): string | undefined {
  if (error instanceof Fault) return error.message;
  // A file that cannot be read or written, for a reason that its user knows.
  if (error instanceof Error && "syscall" in error) return plain(error.message);
  if (!(error instanceof SluiceError) && !(error instanceof ServiceError)) return undefined;
  const remedy = Object.hasOwn(remedies, error.code) ? ` (${remedies[error.code]})` : "";
  const problems = error instanceof SluiceError ? (error.problems ?? []) : [];
  const more = problems.filter(({ message }) => !error.message.includes(message));
  return plain([`${error.code}: ${error.message}${remedy}`, ...more.map(({ message }) => `  ${message}`)].join("\n"));
}
