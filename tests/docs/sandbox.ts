import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { freePort } from "../support/free-port.ts";
import { root } from "./pages.ts";

/** A folder with a shell in it that knows `npx sluice` and the examples, and has nothing of the user's. */
export interface Sandbox {
  /** Puts a file of a page where the shell is now. */
  write(path: string, text: string): void;
  /** Runs commands as if they were typed; what they print. Rejects when one fails, or the last does not end with `code`. */
  run(commands: string, code?: number): Promise<string>;
  /** Runs commands that go on, in the background unless they put themselves there, until they have printed `text`. */
  start(commands: string, text: string): Promise<void>;
  /** Ends whatever still runs, and removes the folder. */
  close(): Promise<void>;
}

/** Ports that pages name. In a test each is another one, that is free. */
const namedPorts = /\b(3000|4318|8787)\b/g;
const withinMs = 60_000;

/** Inside the project, so that `sluice` and better-auth are found from there. */
export async function openSandbox(): Promise<Sandbox> {
  mkdirSync(join(root, "build"), { recursive: true });
  const folder = mkdtempSync(join(root, "build/docs-"));
  const home = join(folder, ".home");
  mkdirSync(home);
  symlinkSync(join(root, "examples"), join(folder, "examples"));
  const ports = new Map(
    await Promise.all(["3000", "4318", "8787"].map(async (port) => [port, String(await freePort())] as const)),
  );
  const ported = (text: string): string => text.replaceAll(namedPorts, (port) => ports.get(port)!);
  // PORT is for the examples of better-auth; what `npx sluice` starts is told another one below.
  const server = `http://127.0.0.1:${ports.get("8787")}`;
  const known = { PATH: process.env.PATH, HOME: home, PORT: ports.get("3000"), SLUICE_SERVER: server };
  const shell = openShell(folder, { ...known, NODE_NO_WARNINGS: "1" });
  shell.tell(
    `npx() { [ "$1" = sluice ] && shift && PORT=${ports.get("8787")} "${process.execPath}" "${join(root, "dist/program.js")}" "$@"; }`,
  );
  let count = 0;
  const file = (commands: string): string => {
    const path = join(home, `${++count}.sh`);
    writeFileSync(path, ported(commands));
    return path;
  };
  return {
    write: (path, text) => {
      const place = join(readlinkSync(`/proc/${shell.pid}/cwd`), path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, ported(text));
    },
    run: async (commands, code = 0) => {
      const done = `\u0001${count}\u0001`;
      const source = `. "${file(commands)}" < /dev/null`;
      shell.tell(code === 0 ? `set -eo pipefail; ${source}; set +e` : `${source}; [ $? = ${code} ] || exit 9`);
      shell.tell(`printf '\\001%s\\001' ${count - 1}`);
      return (await shell.until(done)).replace(done, "");
    },
    start: async (commands, text) => {
      const inBackground = /&\s*(#.*)?\s*$/.test(commands);
      shell.tell(`. "${file(commands)}" < /dev/null ${inBackground ? "" : "&"}`);
      await shell.until(text);
    },
    close: async () => {
      await shell.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A shell in a process group of its own, with what it starts. */
function openShell(cwd: string, env: Readonly<Record<string, string | undefined>>) {
  const child = spawn("bash", ["--norc"], { cwd, detached: true, env, stdio: "pipe" });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let [output, isOver] = ["", false];
  let look = (): void => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => {
      output += String(part);
      look();
    });
  }
  // A shell that ended reads no more; that is told by `until`.
  child.stdin.on("error", () => undefined);
  child.once("exit", () => {
    isOver = true;
    look();
  });
  return {
    pid: child.pid!,
    tell: (command: string): unknown => child.stdin.write(`${command}\n`),
    /** All that was printed up to then, which is not answered again. */
    until: (text: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`there was no ${JSON.stringify(text)}:\n${output}`)), withinMs);
        look = () => {
          const isThere = output.includes(text);
          if (!isThere && !isOver) return;
          clearTimeout(timer);
          if (isThere) resolve(output);
          else reject(new Error(`a command failed:\n${output}`));
          output = "";
          look = () => undefined;
        };
        look();
      }),
    kill: async (): Promise<void> => {
      try {
        process.kill(-child.pid!, "SIGKILL");
      } catch {
        // A failed command has ended the shell, and nothing of it is left.
      }
      await ended;
    },
  };
}
