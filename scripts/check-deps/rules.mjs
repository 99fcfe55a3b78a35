// rules.mjs - which file may include or import what, as data. The rows for core and bindings/wasm come from
// cmake/layers.json, so that includes and link lines are held to one table.
import { readFileSync } from "node:fs";

const { layers, thirdParty } = JSON.parse(readFileSync(new URL("../../cmake/layers.json", import.meta.url), "utf8"));

/** Folder of a C++ layer: its own name in core, except those that are not there. */
export function layerOf(path) {
  if (path.startsWith("bindings/wasm/")) return "boundary";
  if (path.startsWith("bindings/lsp/")) return "lsp";
  return /^core\/([^/]+)\//.exec(path)?.[1];
}

/** Layer named by the first folder of a quoted include. */
export function includedLayer(folder) {
  return folder === "wasm" ? "boundary" : folder in layers ? folder : undefined;
}

/** Layers a layer may include, itself among them; undefined for a folder that has no row. */
export function allowedLayers(layer) {
  return layer in layers ? [layer, ...layers[layer]] : undefined;
}

/** Headers that only some files may include: the pattern of the header, and the test on the including file. */
export const guardedHeaders = [
  {
    header: /^nlohmann\//,
    allows: (path) => thirdParty.nlohmann_json.includes(layerOf(path)),
    rule: "nlohmann_json is included in core/json only",
  },
  {
    header:
      /^(lua|lauxlib|lualib|luaconf|l(api|code|ctype|debug|do|func|gc|lex|limits|mem|object|opcodes|parser|state|string|table|tm|undump|vm|zio))\.h(pp)?$/,
    allows: (path) => layerOf(path) === "lua" || thirdParty.lua54.includes(layerOf(path)),
    rule: "Lua's headers are included in core/lua, core/sandbox and core/helpers only",
  },
  {
    header: /^sodium(\.h|\/)/,
    allows: (path) => thirdParty.sodium.includes(layerOf(path)),
    rule: "libsodium is included where cmake/layers.json says",
  },
  {
    header: /^emscripten(\.h|\/)/,
    allows: (path) => path === "bindings/wasm/bindings.cpp",
    rule: "Emscripten's headers are included in bindings/wasm/bindings.cpp only",
  },
  {
    header:
      /^(chrono|ctime|time\.h|sys\/time\.h|random|sys\/random\.h|thread|mutex|shared_mutex|condition_variable|future|stop_token|semaphore|latch|barrier|pthread\.h)$/,
    allows: (path) => !path.startsWith("core/"),
    rule: "core has no clock, randomness or threads: readings and seeds are injected",
  },
  {
    header: /^unistd\.h$/,
    allows: (path) => !path.startsWith("core/") || path === "core/base/check.cpp",
    rule: "core asks nothing of the system; a check that fails writes its last words to stderr",
  },
  {
    header: /^(iostream|fstream|filesystem|regex|format|print)$/,
    allows: () => false,
    rule: "iostreams, files, std::regex and std::format stay out of the module: it does no I/O and has a size budget",
  },
];

/** Calls that core may not make, whatever header declares them. Member calls (a.time()) are something else. */
export const forbiddenCalls = {
  call: /(?<![\w.]|->|::)(?:(?:std)?::)?(time|clock|clock_gettime|gettimeofday|rand|srand|random|arc4random|getentropy|getrandom)\s*\(/g,
  names: /\bstd::(chrono|this_thread|j?thread|random_device|mt19937(?:_64)?)\b/g,
  applies: (path) => path.startsWith("core/"),
  rule: "core has no clock, randomness or threads: readings and seeds are injected",
};

/** The adapter for better-auth, which nobody has to install: nothing else of the package may use either. */
const betterAuth = "bindings/js/better-auth/";

/**
 * Parts of web-ui/src. Each may use those before it. Screens use no other screen, only what of one is pure (its model),
 * the script editor, and what several of them try hooks out with.
 */
const trusted = "web-ui/src/trusted";
const ui = "web-ui/src/ui/";
/** The playground's Worker: data/ starts it by its address, and it is made of data/ alone. */
const playgroundWorker = "web-ui/src/playground/worker.ts";
const data = "web-ui/src/data/";
const parts = "web-ui/src/parts/";
const shell = "web-ui/src/shell/";
const editor = "web-ui/src/editor/";
/** Pipelines to learn from, and trying a hook out: for the playground and for scripts. */
const examples = "web-ui/src/examples/";
const trial = "web-ui/src/trial/";
const below = [shell, parts, data, ui];
/** Logic without React. */
const models = ["pipelines", "traces"].map((name) => `web-ui/src/${name}/model/`);
const screens = ["pipelines", "traces", "secrets", "scripts", "playground"].map((name) => `web-ui/src/${name}/`);
const main = "web-ui/src/";

/**
 * Parts of the TypeScript, the most specific first: `parts` are those whose files it may import by path, `refuses` the
 * packages it may not import, matched against the whole specifier. The npm package is `sluice`, workspaces `@sluice/…`.
 */
export const typescriptParts = [
  { folder: betterAuth, parts: [betterAuth, "bindings/js/"], refuses: /^@?sluice(\/|$)/ },
  { folder: "bindings/js/", parts: ["bindings/js/"], refuses: /^@?(sluice|better-auth)(\/|$)/ },
  { folder: "edge-worker/", parts: ["edge-worker/"], refuses: /^@sluice\// },
  { folder: trusted, parts: [], refuses: /./ },
  { folder: ui, parts: [ui], refuses: /^(@?sluice|@tanstack\/react-query|wouter)(\/|$)/ },
  { folder: playgroundWorker, parts: [data], refuses: /^(@sluice|react|react-dom)(\/|$)/ },
  { folder: data, parts: [data, trusted, playgroundWorker], refuses: /^(@sluice|@base-ui|wouter)\// },
  { folder: parts, parts: [parts, data, ui], refuses: /^@sluice\// },
  { folder: shell, parts: below, refuses: /^@sluice\// },
  { folder: editor, parts: [editor, trusted, ...below], refuses: /^@sluice\// },
  { folder: examples, parts: [examples], refuses: /^(@sluice|react|react-dom)(\/|$)/ },
  { folder: trial, parts: [trial, examples, ...models, ...below], refuses: /^@sluice\// },
  ...models.map((model) => ({
    folder: model,
    parts: [model, parts, data, ui],
    refuses: /^(@sluice|react|react-dom)(\/|$)/,
  })),
  ...screens.map((screen) => ({
    folder: screen,
    parts: [screen, editor, trial, examples, ...models, ...below],
    refuses: /^@sluice\//,
  })),
  { folder: main, parts: [main, ...screens, ...below, trusted], refuses: /^@?sluice(\/|$)/ },
];

/**
 * Violations that are known and still stand, as {path, target, reason}. Meant to stay empty; an entry that no longer
 * matches anything is reported, so that paid debt disappears from the list.
 */
export const debt = [];
