import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

const repo = fileURLToPath(new URL("../../", import.meta.url));
const outputs = [
  "core/catalog/generated/types.h",
  "core/catalog/generated/tables.h",
  "core/catalog/generated/diagnostics.h",
  "core/language/library/sluice.d.lua",
  "core/language/generated/library.h",
  "bindings/js/generated/catalog.ts",
  "bindings/js/generated/schemas.ts",
  "bindings/js/generated/tables.ts",
  "docs/reference/hooks.md",
  "docs/reference/helpers.md",
  "docs/reference/limits.md",
  "docs/reference/errors.md",
  "docs/reference/diagnostics.md",
];

let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "sluice-generate-"));
  for (const path of ["scripts/generate.mjs", "scripts/generate", "core/catalog", "core/language/library", ...outputs.slice(3)]) {
    cpSync(join(repo, path), join(copy, path), { recursive: true });
  }
});

afterEach(() => {
  rmSync(copy, { recursive: true });
});

function generate(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(copy, "scripts/generate.mjs"), ...args], { encoding: "utf8" });
}

// Changes one file of the copy's catalog; `change` gets its parsed JSON.
function edit(name: string, change: (json: any) => void): void {
  const path = join(copy, "core/catalog", `${name}.json`);
  const json = JSON.parse(readFileSync(path, "utf8"));
  change(json);
  writeFileSync(path, JSON.stringify(json));
}

describe("generate --check", () => {
  it("passes on the files of this repository", () => {
    expect(generate("--check")).toMatchObject({ status: 0, stderr: "" });
  });

  it.each(outputs)("names %s when it was edited by hand, and leaves it as it is", (path) => {
    appendFileSync(join(copy, path), "\n");
    const edited = readFileSync(join(copy, path), "utf8");
    const { status, stderr } = generate("--check");
    expect(status).toBe(1);
    expect(stderr.match(/^ {2}.*$/gm)).toEqual([`  ${path}`]);
    expect(readFileSync(join(copy, path), "utf8")).toBe(edited);
  });

  it("names a file that is missing", () => {
    rmSync(join(copy, "docs/reference/limits.md"));
    const { status, stderr } = generate("--check");
    expect(status).toBe(1);
    expect(stderr).toContain("docs/reference/limits.md");
  });

  it("names every file that a changed limit reaches", () => {
    edit("limits", ({ limits }) => (limits[0].default = 4096));
    const { status, stderr } = generate("--check");
    expect(status).toBe(1);
    expect(stderr.match(/^ {2}.*$/gm)?.map((line) => line.trim())).toEqual([
      "core/catalog/generated/types.h",
      "core/catalog/generated/tables.h",
      "bindings/js/generated/catalog.ts",
      "bindings/js/generated/tables.ts",
      "docs/reference/limits.md",
    ]);
  });
});

describe("generate", () => {
  it("writes only what changed, after which the check passes", () => {
    appendFileSync(join(copy, "bindings/js/generated/schemas.ts"), "// stray\n");
    expect(generate()).toMatchObject({ status: 0, stdout: "wrote bindings/js/generated/schemas.ts\n" });
    expect(generate("--check").status).toBe(0);
  });

  it("refuses an option it does not know", () => {
    const { status, stderr } = generate("--chek");
    expect(status).toBe(2);
    expect(stderr).toContain("--chek");
  });
});

describe("a catalog with a mistake", () => {
  it.each<[string, string, (json: any) => void, string]>([
    ["an unknown key", "hooks", (j) => (j.hooks[0].modee = 1), "hooks.json: hooks[0].modee is not a known key"],
    ["a missing key", "limits", (j) => delete j.limits[2].ceiling, "limits.json: limits[2].ceiling is missing"],
    [
      "a hook named twice",
      "hooks",
      (j) => (j.hooks[1].name = "before_signup"),
      'hooks[1] repeats the name "before_signup"',
    ],
    [
      "a code named twice",
      "errors",
      (j) => (j.errors[1].code = "syntax_error"),
      'errors[1] repeats the code "syntax_error"',
    ],
    [
      "a shape that does not exist",
      "hooks",
      (j) => (j.hooks[0].context[2].type = "Reqest"),
      'hooks[0].context[2].type "Reqest" is neither',
    ],
    [
      "a shape that contains itself",
      "hooks",
      (j) => (j.shapes[1].fields[1].type = "User"),
      'shapes[1].fields[1].type "User" is neither',
    ],
    [
      "a limit with an unknown error code",
      "limits",
      (j) => (j.limits[0].error = "limit_siz"),
      '"limit_siz" is no code of errors.json',
    ],
    [
      "a default over its ceiling",
      "limits",
      (j) => (j.limits[0].default = 102401),
      "limits[0].default 102401 is over the ceiling 102400",
    ],
    [
      "a helper that raises an unknown code",
      "helpers",
      (j) => j.helpers[0].raises.push("oops"),
      '"oops" is no code of errors.json',
    ],
    [
      "a default that is not among the values",
      "helpers",
      (j) => (j.helpers[2].params[1].default = "crc32"),
      '"crc32" is not one of its values',
    ],
    [
      "an enum without values",
      "hooks",
      (j) => delete j.hooks[15].context[2].values,
      "hooks[15].context[2].values is missing",
    ],
    [
      "a blocking hook without a failure text",
      "hooks",
      (j) => delete j.hooks[0].failureText,
      "hooks[0].failureText is missing",
    ],
    [
      "an async hook with a failure text",
      "hooks",
      (j) => (j.hooks[1].failureText = "No."),
      "hooks[1].failureText belongs to",
    ],
    ["a hook out of its lane's order", "hooks", (j) => (j.hooks[1].order = 3), "hooks[1].order must be 2"],
    ["a caller code without a status", "errors", (j) => delete j.errors.at(-1).httpStatus, "httpStatus is missing"],
    [
      "an e-mail mask on a number",
      "hooks",
      (j) => (j.shapes[2].fields[2].mask = "email"),
      'shapes[2].fields[2].mask "email" does not fit date',
    ],
    [
      "two spellings of one sensitive key",
      "masking",
      (j) => j.sensitiveKeys.push("pass_word"),
      '"pass_word" says the same as "password"',
    ],
    ["a text of two lines", "limits", (j) => (j.limits[0].doc = "a\nb"), "limits[0].doc must be one line of text"],
  ])("is refused: %s", (_, file, change, message) => {
    edit(file, change);
    const before = outputs.map((path) => readFileSync(join(copy, path), "utf8"));
    const { status, stderr } = generate();
    expect(status).toBe(1);
    expect(stderr).toContain(`core/catalog/${file}.json`);
    expect(stderr).toContain(message);
    expect(outputs.map((path) => readFileSync(join(copy, path), "utf8"))).toEqual(before);
  });

  it("is refused with all its mistakes at once", () => {
    edit("limits", ({ limits }) => {
      limits[0].unit = "furlongs";
      limits[1].plan = "yes";
    });
    edit("errors", ({ errors }) => delete errors[0].meaning);
    const { stderr } = generate();
    expect(stderr).toContain("limits[0].unit must be one of");
    expect(stderr).toContain("limits[1].plan must be true or false");
    expect(stderr).toContain("errors[0].meaning is missing");
  });

  it("is refused when a file is no JSON", () => {
    writeFileSync(join(copy, "core/catalog/masking.json"), "{");
    const { status, stderr } = generate();
    expect(status).toBe(1);
    expect(stderr).toContain("core/catalog/masking.json: cannot be read");
  });
});
