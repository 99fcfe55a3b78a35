import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const scripts = join(import.meta.dirname, "../../scripts");

let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "sluice-setup-"));
  cpSync(scripts, join(checkout, "scripts"), { recursive: true });
});

afterEach(() => rmSync(checkout, { recursive: true }));

/** Puts a command of our own before the machine's. */
function stub(name: string, body: string): void {
  mkdirSync(join(checkout, "bin"), { recursive: true });
  writeFileSync(join(checkout, "bin", name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(checkout, "bin", name), 0o755);
}

/** Runs set-up in the empty checkout, without a Debian mirror and with a curl that "downloads" the given text or fails. */
function setup(args: string[], { download, sources }: { download?: string; sources?: string } = {}) {
  stub("apt-get", "exit 100");
  stub("curl", download === undefined ? "exit 6" : `while [ "$1" != --output ]; do shift; done; printf %s '${download}' > "$2"`);
  return spawnSync(join(checkout, "scripts/setup.sh"), args, {
    encoding: "utf8",
    env: {
      ...process.env,
      PATH: `${join(checkout, "bin")}:${process.env["PATH"] ?? ""}`,
      DEBIAN_MIRROR: "",
      SLUICE_SOURCES: sources ?? "",
    },
  });
}

/** Packs a tiny Lua source tree as upstream would, pins its sum in the checkout and returns its folder. */
function packLua(): string {
  const folder = join(checkout, "tarballs");
  mkdirSync(join(folder, "lua-5.4.9/src"), { recursive: true });
  writeFileSync(join(folder, "lua-5.4.9/src/lvm.c"), "int vm;\n");
  spawnSync("tar", ["-czf", "named-freely.tgz", "lua-5.4.9"], { cwd: folder });
  const sum = createHash("sha256").update(readFileSync(join(folder, "named-freely.tgz"))).digest("hex");
  const lock = join(checkout, "scripts/deps.lock");
  writeFileSync(lock, readFileSync(lock, "utf8").replace(/^LUA_SHA256=.*$/m, `LUA_SHA256=${sum}`));
  return folder;
}

test("--check names what is missing, changes nothing and fails", () => {
  const { status, stdout, stderr } = setup(["--check", "lua", "libsodium"]);
  expect(stdout).toMatch(/^\[1\/2\] Lua [\d.]+: MISSING\n\[2\/2\] libsodium [\d.]+: MISSING\n$/);
  expect(stderr).toContain("2 of 2 parts are missing");
  expect(status).toBe(1);
  expect(existsSync(join(checkout, ".deps"))).toBe(false);
});

test("an unknown part is refused before anything starts", () => {
  const { status, stderr } = setup(["lua", "luajit"]);
  expect(stderr).toContain("unknown part or option: luajit");
  expect(status).toBe(1);
  expect(existsSync(join(checkout, ".deps"))).toBe(false);
});

test("a tarball from SLUICE_SOURCES is known by its sum, and a second run finds it ready", () => {
  const sources = packLua();
  const first = setup(["lua"], { sources });
  expect(first.stdout).toContain(`taking ${join(sources, "named-freely.tgz")}`);
  expect(first.status).toBe(0);
  expect(readFileSync(join(checkout, ".deps/src/lua-5.4.9/src/lvm.c"), "utf8")).toBe("int vm;\n");
  expect(setup(["lua"]).stdout).toMatch(/^\[1\/1\] Lua [\d.]+: ready\n$/);
});

test("a part is set up again when its pins change", () => {
  const sources = packLua();
  expect(setup(["lua"], { sources }).status).toBe(0);
  const lock = join(checkout, "scripts/deps.lock");
  writeFileSync(lock, readFileSync(lock, "utf8").replace(/^LUA_URL=.*$/m, "LUA_URL=https://lua.example/lua.tar.gz"));
  expect(setup(["--check", "lua"]).status).toBe(1);
  expect(setup(["lua"], { sources }).status).toBe(0);
});

test("a download with another sum than the pinned one stops the set-up and leaves nothing behind", () => {
  const { status, stderr } = setup(["lua"], { download: "not the tarball" });
  const actual = createHash("sha256").update("not the tarball").digest("hex");
  expect(stderr).toMatch(new RegExp(`has sha256 ${actual}, pinned is [0-9a-f]{64}`));
  expect(status).toBe(1);
  expect(existsSync(join(checkout, ".deps/src"))).toBe(false);
  expect(existsSync(join(checkout, ".deps/downloads/lua-5.4.9.tar.gz"))).toBe(false);
});

test("when no source can be reached, the message says what to download, its sum and where to put it", () => {
  const { status, stderr } = setup(["lua"]);
  expect(stderr).toContain("no source of lua-5.4.9.tar.gz could be reached");
  expect(stderr).toMatch(/Download https:\/\/\S+\/lua-5\.4\.9\.tar\.gz on another machine \(sha256 [0-9a-f]{64}\)/);
  expect(stderr).toContain("SLUICE_SOURCES=folder scripts/setup.sh");
  expect(status).toBe(1);
});
