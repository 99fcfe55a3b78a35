import { readFileSync } from "node:fs";
import * as cases from "sluice/cases";
import * as sluice from "sluice";
import { expect, test } from "vitest";

const page = readFileSync(new URL("../../../docs/cases.md", import.meta.url), "utf8");
const block = (language: string): string => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page)![1]!;
const example = JSON.parse(block("json")) as { readonly cases: readonly { readonly expect: object }[] };
const script = readFileSync(new URL("../../../examples/policies/scripts/disposable-lookup.lua", import.meta.url), "utf8");

test("the file of docs/cases.md passes by the program of docs/cases.md", async () => {
  const program = block("js").replace(/^import .*$/gm, "").replace("console.log(name, ", "told.push(name, ");
  const told: unknown[] = [];
  const given = {
    ...sluice,
    ...cases,
    told,
    text: JSON.stringify(example),
    pipeline: { trigger: "before_signup", layers: [["disposable-lookup"]] },
    scripts: { "disposable-lookup": script },
  };
  const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
  await (new AsyncFunction(...Object.keys(given), program)(...Object.values(given)) as unknown as Promise<void>);
  expect(told).toEqual(["turns a disposable address away", []]);
});

test("docs/cases.md has every member of a case and of what it expects", () => {
  const { cases: one } = cases.caseFile.def.shape;
  const form = one.def.element.def.shape;
  const names = [...Object.keys(cases.caseFile.def.shape), ...Object.keys(form), ...Object.keys(form.expect.def.shape)];
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
