import type { ChildProcess } from "node:child_process";

/** The address that `sluice serve` says it listens on. Rejects with what it said when it ends before. */
export function servedUrl(server: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream?.on("data", (part: Buffer) => {
        said += String(part);
        const url = /listens on (\S+);/.exec(said)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
    server.once("close", () => reject(new Error(said)));
  });
}
