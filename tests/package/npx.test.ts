import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, inject, test } from "vitest";
import { servedUrl } from "../support/served-url.ts";

interface Served {
  readonly url: string;
  /** Process ids of npm, of the shell that it starts, unless that becomes what it is to run, and of the program. */
  readonly chain: readonly number[];
  /** Resolves when nobody holds its output any more. */
  readonly closed: Promise<"closed">;
  /** Ends what there may still be of it. */
  end(): void;
}

/** As a script without a terminal would: with nothing to read, in a process group of its own. */
async function serveByNpx(): Promise<Served> {
  const args = ["sluice", "serve", "--store", "memory", "--port", "0"];
  const env = { ...process.env, npm_config_update_notifier: "false" };
  const child = spawn("npx", args, { cwd: inject("folder"), env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let isClosed = false;
  const closed = new Promise<"closed">((resolve) => child.once("close", () => ((isClosed = true), resolve("closed"))));
  const url = await servedUrl(child);
  const npm = child.pid!;
  return { url, chain: [npm, ...startedBy(npm)], closed, end: () => void (isClosed || process.kill(-npm, "SIGKILL")) };
}

function startedBy(pid: number): number[] {
  const [first = ""] = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ");
  return first === "" ? [] : [Number(first), ...startedBy(Number(first))];
}

const procfs = existsSync(`/proc/${process.pid}/task/${process.pid}/children`);

/** Saving of traces may take as long as `stopWithinMs` of edge-worker/server/server.ts; here is nothing to save. */
const endsWithinMs = 30_000;

describe.skipIf(!procfs)("a worker that npx has started ends", () => {
  test.concurrent.each([
    ["npm", 0, "SIGTERM"],
    ["npm", 0, "SIGHUP"],
    ["npm", 0, "SIGKILL"],
    ["the process between", -2, "SIGTERM"],
    ["the process between", -2, "SIGKILL"],
    ["the program", -1, "SIGTERM"],
    ["the program", -1, "SIGHUP"],
    ["the program", -1, "SIGINT"],
  ] as const)("when %s (%i) is sent %s", async (_name, place, signal) => {
    const { url, chain, closed, end } = await serveByNpx();
    try {
      expect(chain.length).toBeGreaterThan(1);
      process.kill(chain.at(place)!, signal);
      expect(await Promise.race([closed, pause(endsWithinMs, "still there", { ref: false })])).toBe("closed");
    } finally {
      end();
    }
    await expect(fetch(`${url}/v1/health`)).rejects.toThrow("fetch failed");
  });
});
