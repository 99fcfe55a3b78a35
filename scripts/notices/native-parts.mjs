// What is linked into engine.wasm and language.wasm beside our own code: how to recognise it in what the linker lists,
// and where its licence is.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "../..");
const pins = Object.fromEntries(
  [...readFileSync(join(root, "scripts/deps.lock"), "utf8").matchAll(/^(\w+)=(\S+)$/gm)].map(([, name, value]) => [
    name,
    value,
  ]),
);

/** The folder of Emscripten, with the sources of its system libraries. */
function emscriptenRoot() {
  const toolchain = readFileSync(join(root, ".deps/emscripten/toolchain.cmake"), "utf8");
  return dirname(/include\("(.*)\/Modules\/Platform\/Emscripten\.cmake"\)/.exec(toolchain)[1]);
}

function sourceText(path) {
  return readFileSync(join(root, ".deps/src", path), "utf8");
}

/** The last comment of a file, without its frame. */
function lastComment(text) {
  const comment = text.slice(text.lastIndexOf("/****"), text.lastIndexOf("****/"));
  return comment
    .split("\n")
    .slice(1, -1)
    .map((line) => line.replace(/^\* ?/, ""))
    .join("\n");
}

/** The licence of this project has the words that others use, under another name. */
function mitText(copyright) {
  const own = readFileSync(join(root, "LICENSE"), "utf8");
  return own.replace(/^Copyright .*$/m, copyright);
}

/** By what the linker lists: names of libraries, and `nlohmann_json`, which is in headers alone. */
export const nativeParts = [
  {
    name: "Lua",
    version: pins.LUA_VERSION,
    licence: "MIT",
    linked: /^liblua54\.a$/,
    text: () => lastComment(sourceText(`lua-${pins.LUA_VERSION}/src/lua.h`)),
  },
  {
    name: "libsodium",
    version: pins.LIBSODIUM_VERSION,
    licence: "ISC",
    linked: /^libsodium\.a$/,
    text: () => sourceText(`libsodium-${pins.LIBSODIUM_VERSION}/LICENSE`).replace(/^\/\*\n| \*\/$|^ \* ?/gm, ""),
  },
  {
    name: "JSON for Modern C++",
    version: pins.NLOHMANN_JSON_VERSION,
    licence: "MIT",
    linked: /^nlohmann_json$/,
    text: () => sourceText(`nlohmann_json-${pins.NLOHMANN_JSON_VERSION}/LICENSE.MIT`),
  },
  {
    name: "Emscripten's JavaScript and run-time libraries",
    version: pins.EMSCRIPTEN_VERSION,
    licence: "MIT",
    linked: /^(libembind|libemmalloc|libstandalonewasm|libnoexit|crt1)/,
    text: () => mitText("Copyright (c) 2010-2024 Emscripten authors"),
  },
  {
    name: "musl, in Emscripten's C library",
    version: pins.EMSCRIPTEN_VERSION,
    licence: "MIT",
    linked: /^libc(_optz)?\.a$/,
    text: () => readFileSync(join(emscriptenRoot(), "system/lib/libc/musl/COPYRIGHT"), "utf8"),
  },
  {
    name: "libc++, libc++abi, libunwind and compiler-rt of LLVM, in Emscripten",
    version: pins.EMSCRIPTEN_VERSION,
    licence: "Apache-2.0 WITH LLVM-exception",
    linked: /^lib(c\+\+|c\+\+abi|unwind|compiler_rt)(-\w+)?\.a$/,
    text: () =>
      "What a compiler embeds of these libraries into a program may be passed on, under the LLVM exception, without\n" +
      "the conditions of sections 4(a), 4(b) and 4(d) of the Apache License 2.0 (https://llvm.org/LICENSE.txt).",
  },
  {
    name: "dlmalloc, in Emscripten",
    version: pins.EMSCRIPTEN_VERSION,
    licence: "CC0-1.0",
    linked: /^libdlmalloc\.a$/,
    text: () =>
      "Written by Doug Lea and released to the public domain (https://creativecommons.org/publicdomain/zero/1.0/).",
  },
];

/** Libraries and third-party headers that a map of the linker names; our own objects are left out. */
export function linkedParts(map) {
  const libraries = [...map.matchAll(/([\w.+-]+\.a)\(/g), ...map.matchAll(/wasm32-emscripten\/(\w+\.o)/g)];
  const headers = map.includes("nlohmann") ? ["nlohmann_json"] : [];
  return [...new Set([...libraries.map(([, name]) => name), ...headers])]
    .filter((name) => !/^libsluice_/.test(name))
    .sort();
}
