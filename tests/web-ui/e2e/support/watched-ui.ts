import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A copy of the built UI whose workers say on the console what their policy forbids. */
export interface WatchedUi {
  readonly folder: string;
  remove(): void;
}

/** Runs in a worker before anything of its own does: nobody outside of it hears of these events. */
const watch =
  'addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>' +
  " console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`));\n";

const workers = /^(service-worker|assets\/worker-[\w-]+)\.js$/;

export function watchWorkers(built: string): WatchedUi {
  const folder = mkdtempSync(join(tmpdir(), "sluice-ui-"));
  cpSync(built, folder, { recursive: true });
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => workers.test(name));
  if (found.length !== 2) throw new Error(`Expected two workers in ${built}, found ${found.join(", ") || "none"}`);
  for (const name of found) {
    const code = readFileSync(join(folder, name), "utf8");
    if (/^\s*import\b/.test(code)) throw new Error(`What ${name} imports would run before it is watched`);
    writeFileSync(join(folder, name), watch + code);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
