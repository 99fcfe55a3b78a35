import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const script = join(import.meta.dirname, "../../scripts/check-deps.mjs");

/** Runs the check over a tree that holds only these files: its exit code and what it complained about. */
function check(files: Record<string, string>): { status: number | null; complaints: string } {
  const root = mkdtempSync(join(tmpdir(), "sluice-check-deps-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { status, stderr } = spawnSync(process.execPath, [script, root], { encoding: "utf8" });
    return { status, complaints: stderr };
  } finally {
    rmSync(root, { recursive: true });
  }
}

test("this checkout breaks no rule", () => {
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

test("a tree that follows every rule passes", () => {
  const files = {
    "core/base/result.h": "#pragma once\n#include <string>\n",
    "core/json/reader.cpp": '#include "json/reader.h"\n#include <nlohmann/json.hpp>\n#include "base/result.h"\n',
    "core/sandbox/run.cpp": '#include <lua.h>\n#include "lauxlib.h"\n#include "plan/plan.h"\n',
    "bindings/wasm/bindings.cpp": '#include <emscripten/bind.h>\n#include "wasm/boundary.h"\n',
    "bindings/js/index.ts": 'export { createEngine } from "./engine.ts";\nimport { z } from "zod";\n',
    "edge-worker/src/index.ts": 'import { createEngine } from "sluice";\nimport { Hono } from "hono";\n',
    "web-ui/src/data/local/host.ts": 'import { createEngine } from "sluice";\n',
    "web-ui/src/data/local/open.ts": 'import url from "../../playground/worker.ts?worker&url";\n',
    "web-ui/src/traces/list.tsx": 'import { rows } from "./model/rows.ts";\nimport "../ui/table.css";\n',
    "web-ui/src/main.tsx": 'import { Shell } from "./shell/shell.tsx";\n',
  };
  expect(check(files)).toEqual({ status: 0, complaints: "" });
});

test.each([
  ["an include against the flow", "core/base/check.cpp", '#include "base/check.h"\n#include "engine/engine.h"\n', 2],
  ["an include of a sibling in the flow", "core/trace/recorder.h", '#include "secrets/vault.h"\n', 1],
  ["the language service reaching into the sandbox", "core/language/server.cpp", '#include "sandbox/run.h"\n', 1],
  ["an own header without its folder", "core/plan/plan.cpp", '#include "plan.h"\n', 1],
  ["a folder of core that has no row", "core/extra/extra.cpp", '\n\n#include "base/result.h"\n', 3],
  ["nlohmann_json outside core/json", "core/plan/plan.cpp", "#include <nlohmann/json.hpp>\n", 1],
  ["Lua's headers outside the sandbox", "core/engine/engine.cpp", '#include "lua.h"\n', 1],
  ["Lua's internal headers in the boundary", "bindings/wasm/boundary.cpp", "#include <lstate.h>\n", 1],
  ["Emscripten in the boundary", "bindings/wasm/boundary.cpp", "#include <emscripten.h>\n", 1],
  ["libsodium in the trace", "core/trace/recorder.cpp", "#  include <sodium.h>\n", 1],
  ["a clock in core", "core/engine/engine.cpp", "#include <chrono>\n", 1],
  ["a call of time()", "core/engine/engine.cpp", "// time(0) is banned\nlong now() { return ::time(nullptr); }\n", 2],
  ["a standard clock by name", "core/engine/engine.cpp", "auto now = std::chrono::system_clock::now();\n", 1],
  ["randomness in core", "core/secrets/sealing.cpp", "\nint noise() { return std::rand(); }\n", 2],
  ["iostreams in the boundary", "bindings/wasm/boundary.cpp", "#include <iostream>\n", 1],
  ["the package importing the worker", "bindings/js/engine.ts", 'import { app } from "../../edge-worker/src/index.ts";\n', 1],
  ["the package taking up better-auth", "bindings/js/engine.ts", 'import { betterAuth } from "better-auth";\n', 1],
  ["the worker reaching into the package's source", "edge-worker/src/a.ts", 'import type { A } from "../../bindings/js/a.ts";\n', 1],
  ["a component importing the package", "web-ui/src/ui/a.ts", 'export * from "sluice/stores/memory";\n', 1],
  ["a screen importing another", "web-ui/src/traces/a.ts", 'const list = await import("../secrets/list.tsx");\n', 1],
  ["a model importing React", "web-ui/src/traces/model/rows.ts", 'import {\n  useState,\n} from "react";\n', 3],
  ["the kit importing data", "web-ui/src/ui/table.tsx", 'import "../data/rows.ts";\n', 1],
])("%s fails, naming the file and the line", (_, path, text, line) => {
  const { status, complaints } = check({ [path]: text });
  expect(complaints).toMatch(new RegExp(`^${path}:${line}: [^\n]+\n$`));
  expect(status).toBe(1);
});

test("words in comments, in strings and as members are not calls", () => {
  const text = [
    "// std::chrono and rand() are banned",
    "/* time(nullptr)\n   clock() */",
    'const char* message = "time() is not for scripts";',
    "long a = limits.time(3) + run->clock() + kTime(1) + Meter::random(2);",
    "",
  ].join("\n");
  expect(check({ "core/engine/engine.cpp": text })).toEqual({ status: 0, complaints: "" });
});
