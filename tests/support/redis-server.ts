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
  readonly pid: number;
  /** By SIGKILL nothing of it gets another chance. */
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
}

export interface RedisOptions {
  /** Where it keeps everything, each write on the disk before it is acknowledged. Default: it writes nothing. */
  readonly folder?: string;
  /** A TCP port of the loopback interface to listen on as well. */
  readonly port?: number;
}

/** Starts a server. Rejects with its output when it ends before it is ready. */
export async function startRedis({ folder: kept, port = 0 }: RedisOptions = {}): Promise<RedisServer> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), "sluice-redis-"));
  const path = join(folder, "socket");
  const persistence = kept === undefined ? ["no"] : ["yes", "--appendfsync", "always"];
  const places = ["--bind", "127.0.0.1", "--port", String(port), "--unixsocket", path, "--dir", folder];
  const server = spawn(program ?? argv0, [...places, "--save", "", "--appendonly", ...persistence], {
    argv0,
    stdio: ["ignore", "pipe", "pipe"],
  });
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
    pid: server.pid!,
    async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM") {
      server.kill(signal);
      await ended;
      if (kept === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
