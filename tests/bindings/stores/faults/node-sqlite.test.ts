import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { processArena } from "./process-arena.ts";
import { defineFaultSuite } from "./suite.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-faults-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = async () => processArena([process.execPath], "node-sqlite", join(folder, "node.db"));
defineFaultSuite("a process with a node:sqlite file is killed", open);
