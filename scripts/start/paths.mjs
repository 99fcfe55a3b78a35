import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");
export const edgeWorker = join(root, "edge-worker");
export const examples = join(root, "examples");
