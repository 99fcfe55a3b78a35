import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { StartFault } from "./fault.mjs";
import { edgeWorker } from "./paths.mjs";
import { wranglerEnvironment } from "./wrangler-environment.mjs";

const readyWithinMs = 60_000;
const stopWithinMs = 5_000;
const keptOutputLines = 40;

/**
 * Starts edge-worker under wrangler on the loopback interface. `untilReady` resolves when it answers that it can do its
 * work, and rejects with a StartFault when it does not. `untilEnded` resolves when wrangler has exited because `stop`
 * was called, and rejects with a StartFault when it did so by itself. `stop` resolves when nothing of it is left.
 */
export function startWorker({ port, stateFolder, secretsFile }) {
  const url = `http://127.0.0.1:${port}`;
  const wrangler = join(dirname(createRequire(import.meta.url).resolve("wrangler/package.json")), "bin/wrangler.js");
  const flags = ["--local", "--ip", "127.0.0.1", "--port", port, "--inspector-port", 0];
  const places = [
    "--config",
    join(edgeWorker, "wrangler.jsonc"),
    "--persist-to",
    stateFolder,
    "--env-file",
    secretsFile,
  ];
  // A group of its own: Ctrl-C reaches this program only, which then ends wrangler and the workerd it started.
  const child = spawn(process.execPath, [wrangler, "dev", ...flags, ...places].map(String), {
    cwd: edgeWorker,
    detached: true,
    env: { ...process.env, ...wranglerEnvironment(stateFolder) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = keepOutput(child);
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const closed = new Promise((resolve) => child.once("close", resolve)); // when what it started is gone as well
  let stopped = false;
  return {
    url,
    untilReady: () => untilReady(url, exited, output),
    untilEnded: async () => {
      await exited;
      if (!stopped) throw new StartFault("The worker ended by itself", output.lines);
    },
    showOutput: output.show,
    isStopped: () => stopped,
    stop: () => {
      stopped = true;
      return stop(child, closed);
    },
  };
}

/** Keeps the last lines of what the child prints, and shows them as they come once told to. */
function keepOutput(child) {
  const lines = [];
  let shown = false;
  for (const [stream, print] of [
    [child.stdout, console.log],
    [child.stderr, console.error],
  ]) {
    let rest = "";
    stream.setEncoding("utf8").on("data", (text) => {
      const parts = (rest + text).split("\n");
      rest = parts.pop();
      lines.push(...parts);
      lines.splice(0, lines.length - keptOutputLines);
      if (shown) parts.forEach((line) => print(line));
    });
  }
  return { lines, show: () => (shown = true) };
}

async function untilReady(url, exited, output) {
  let isGone = false;
  void exited.then(() => (isGone = true));
  const deadline = Date.now() + readyWithinMs;
  let health;
  while (!isGone && Date.now() < deadline) {
    health = await askHealth(url);
    if (health?.ready) return;
    await pause(200);
  }
  if (health) throw new StartFault("The worker is not ready", health.faults ?? [], output.lines);
  throw new StartFault(isGone ? "The worker did not start" : "The worker does not answer", output.lines);
}

/** What /v1/health says; undefined while nobody answers. */
async function askHealth(url) {
  try {
    return await (await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(5_000) })).json();
  } catch {
    return undefined;
  }
}

async function stop(child, closed) {
  signalGroup(child, "SIGTERM");
  const late = setTimeout(() => signalGroup(child, "SIGKILL"), stopWithinMs);
  await closed;
  clearTimeout(late);
}

function signalGroup({ pid }, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error; // it has ended by itself
  }
}
