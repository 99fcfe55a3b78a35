import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// In Debian's packages redis-server is a link to this program, which goes by the name it is called by. redis-tools has
// it without a service that starts by itself.
const programs = ["redis-server", "redis-check-rdb"];
const argv0 = "redis-server";

const program = programs.find((file) =>
  String(spawnSync(file, ["--version"], { argv0 }).stdout ?? "").startsWith("Redis server"),
);

/** Whether the machine has a Redis to start. */
export const hasRedis = program !== undefined;

export interface RedisServer {
  /** The socket it listens on, and nowhere else. */
  readonly path: string;
  stop(): Promise<void>;
}

/** Starts an empty server that writes nothing to the disk. Rejects with its output when it ends before it is ready. */
export async function startRedis(): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-redis-"));
  const path = join(folder, "socket");
  const options = ["--port", "0", "--unixsocket", path, "--save", "", "--appendonly", "no", "--dir", folder];
  const server = spawn(program ?? argv0, options, { argv0, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (/Ready to accept connections/i.test(output)) resolve();
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.once("error", reject);
    void ended.then(() => reject(new Error(`redis-server ended:\n${output}`)));
  });
  return {
    path,
    async stop() {
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
