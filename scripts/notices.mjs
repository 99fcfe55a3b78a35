// notices.mjs [--check] - writes THIRD-PARTY-NOTICES.txt from what the last build has put into the package: what the
// linker lists for engine.wasm and language.wasm, and the npm packages that the bundlers have put into dist/program and
// dist/web-ui. Stops at a library that scripts/notices/native-parts.mjs does not know.
//
//   --check   writes nothing; exits 1 when the file is not what it should be
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readBuiltIn } from "./notices/built-in.mjs";
import { linkedParts, nativeParts } from "./notices/native-parts.mjs";

const root = join(import.meta.dirname, "..");
const file = join(root, "THIRD-PARTY-NOTICES.txt");
const rule = "=".repeat(80);

/** What is in the WebAssembly files: the parts, each with the files that it is in. */
function nativeNotices() {
  const found = ["engine", "language"].flatMap((name) => {
    const map = join(root, `build/wasm/${name}.linked`);
    if (!existsSync(map)) throw new Error(`${map} is missing: npm run build`);
    return linkedParts(readFileSync(map, "utf8")).map((linked) => ({ linked, wasm: `${name}.wasm` }));
  });
  const unknown = found.filter(({ linked }) => !nativeParts.some((part) => part.linked.test(linked)));
  if (unknown.length > 0) {
    throw new Error(`scripts/notices/native-parts.mjs does not know ${unknown.map(({ linked }) => linked).join(", ")}`);
  }
  return nativeParts.flatMap((part) => {
    const places = found.filter(({ linked }) => part.linked.test(linked)).map(({ wasm }) => wasm);
    return places.length > 0 ? [{ ...part, places: [...new Set(places)], text: part.text() }] : [];
  });
}

/** What is in the bundles. */
function packageNotices() {
  const places = {
    "the program sluice": readBuiltIn(join(root, "dist/program")),
    "the web UI": readBuiltIn(join(root, "dist/web-ui")),
  };
  const names = [...new Set(Object.values(places).flat())].sort();
  return names.map((name) => ({
    ...packageNotice(join(root, "node_modules", name)),
    places: Object.keys(places).filter((place) => places[place].includes(name)),
  }));
}

const licenceFile = /^(licen[cs]e|copying|notice)(\.(md|txt|mit))?$/i;

function packageNotice(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const texts = readdirSync(folder)
    .filter((entry) => licenceFile.test(entry))
    .sort();
  const by = typeof author === "object" ? author.name : author;
  const without = `The package has no file of its licence; its package.json says ${license}${by ? `, by ${by}` : ""}.`;
  const text = texts.map((entry) => ownPart(readFileSync(join(folder, entry), "utf8").trim())).join("\n\n");
  return { name, version, licence: license, text: text === "" ? without : text };
}

/** Bundlers list in the same file what they bring along for themselves, which comes into no result. */
function ownPart(text) {
  return text.split(/\n#+ (?:Licenses of bundled|Bundled) dependencies/i)[0].trim();
}

/** What has the same text is told together. */
function together(notices) {
  const groups = Map.groupBy(notices, ({ text, places }) => `${places}\n${text}`);
  return [...groups.values()].map((group) => ({ ...group[0], titles: group.map(title) }));
}

function title({ name, version, licence }) {
  return `${name} ${version} (${licence})`;
}

function notice({ titles, places, text }) {
  const lines = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.trimEnd());
  return `${rule}\n${titles.join("\n")}\nin ${places.join(" and ")}\n\n${lines.join("\n")}\n`;
}

function noticesText() {
  const head = `\
Third-party software in the npm package sluice, written by scripts/notices.mjs from what the build links and
bundles. The package's own code is under the licence in LICENSE; its dependencies bring their own.
`;
  return [head, ...together([...nativeNotices(), ...packageNotices()]).map(notice)].join("\n");
}

const expected = noticesText();
if (!process.argv.includes("--check")) writeFileSync(file, expected);
else if (!existsSync(file) || readFileSync(file, "utf8") !== expected) {
  console.error("THIRD-PARTY-NOTICES.txt is not what is built in: npm run build && node scripts/notices.mjs");
  process.exitCode = 1;
}
