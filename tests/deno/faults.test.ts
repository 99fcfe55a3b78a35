import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { processArena } from "../bindings/stores/faults/process-arena.ts";
import { defineFaultSuite, fewChanges } from "../bindings/stores/faults/suite.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const deno = here("../../node_modules/.bin/deno");
const command = [deno, "run", "--allow-all", "--unstable-kv", "--no-prompt", "--no-check"];
const env = { DENO_DIR: here("../../node_modules/.cache/deno"), DENO_NO_UPDATE_CHECK: "1" };

const folder = mkdtempSync(join(tmpdir(), "sluice-faults-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = async () => processArena(command, "deno-kv", join(folder, "deno.db"), env);
defineFaultSuite("a process with a Deno KV file is killed", open, { available: existsSync(deno), changes: fewChanges });
