import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { StartFault } from "./fault.mjs";
import { root } from "./paths.mjs";

/** Throws when the package has not been built. */
export function requireBuild() {
  const needed = ["index.workerd.js", "index.node.js", "engine.wasm", "web-ui/index.html"];
  const missing = needed.filter((name) => !existsSync(join(root, "dist", name)));
  if (missing.length === 0) return;
  throw new StartFault(
    `dist/ has no ${missing.join(", no ")}`,
    "Run npm run build, or npm start, which does that first.",
  );
}

/** Rejects when the worker could not listen on the port. */
export async function requireFreePort(port) {
  const server = createServer();
  try {
    await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  } catch (error) {
    const fault = error.code === "EADDRINUSE" ? "is in use" : `cannot be used (${error.code})`;
    throw new StartFault(`Port ${port} of 127.0.0.1 ${fault}`, `Choose another one: npm start -- --port ${port + 1}`);
  }
  await new Promise((resolve) => server.close(resolve));
}
