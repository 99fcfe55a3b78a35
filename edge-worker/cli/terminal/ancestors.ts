import { readFileSync } from "node:fs";

/** How often it is looked whether who has started the program is still there. */
const lookEveryMs = 500;

/**
 * Calls `onGone` once when the npm that has started the program, or the shell that npm has put in between, is gone.
 * Killing `npx sluice serve` reaches those two only: npm passes SIGTERM on to the shell, which ends without passing it
 * on, and SIGHUP and SIGKILL to nobody. Without npm nothing is watched: who puts the program itself into the background
 * wants it to go on there.
 */
export function watchStarter(env: Readonly<Record<string, string | undefined>>, onGone: () => void): void {
  if (!livesWithNpm(env)) return;
  const atStart = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === atStart) return;
    clearInterval(timer);
    onGone();
  }, lookEveryMs);
  timer.unref();
}

/** Whether npm has started the program, by a script that puts nothing into the background, which may outlive it. */
export function livesWithNpm(env: Readonly<Record<string, string | undefined>>): boolean {
  return env.npm_command !== undefined && !/(?<![&>])&(?![&>])/.test(env.npm_lifecycle_script ?? "");
}

/**
 * The ids of the parent and, where that is a shell with one command, of its parent. One that dies is replaced by
 * whoever takes over its children, so that the text changes. Where there is no /proc, shells hand their process to the
 * last command (macOS), or nobody takes over (Windows).
 */
function ancestors(): string {
  const parent = process.ppid;
  try {
    const [program = "", option] = readFileSync(`/proc/${parent}/cmdline`, "utf8").split("\0");
    if (!program.endsWith("sh") || option !== "-c") return String(parent);
    // "pid (name) state parent …", where the name may have spaces and parentheses.
    const status = readFileSync(`/proc/${parent}/stat`, "utf8");
    return `${parent} ${status.slice(status.lastIndexOf(")") + 2).split(" ")[1]}`;
  } catch {
    return String(parent);
  }
}
