import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";

/** What a reader needs in order to judge the numbers. Nothing in it names the machine or its user. */
export interface Machine {
  readonly cpu: string;
  readonly processors: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly v8: string;
  /** Load average of one minute before the first and after the last round: an idle machine has about 1 after. */
  readonly load: { readonly before: number; after: number };
  readonly commit: string;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? "unknown",
    processors: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    v8: process.versions.v8,
    load: { before: currentLoad(), after: 0 },
    commit: commit(),
  };
}

export function currentLoad(): number {
  return Math.round(loadavg()[0]! * 10) / 10;
}

/** Short hash, with a plus when files were changed since. */
function commit(): string {
  const git = (...args: string[]): string => execFileSync("git", args, { encoding: "utf8", stdio: "pipe" }).trim();
  try {
    return git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain") === "" ? "" : "+");
  } catch {
    return "unknown";
  }
}
