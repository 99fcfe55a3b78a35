import { beforeEach, expect, test } from "vitest";

import type { KeyPress } from "../../../web-ui/src/ui/hotkeys/keys.ts";
import { HotkeyRegistry, type Hotkey } from "../../../web-ui/src/ui/hotkeys/registry.ts";

let registry: HotkeyRegistry;
let ran: string[];
let now: number;

beforeEach(() => {
  registry = new HotkeyRegistry();
  ran = [];
  now = 0;
});

const hotkey = (keys: string, label: string, more: Partial<Hotkey> = {}): Hotkey => ({
  keys,
  label,
  run: () => ran.push(label),
  ...more,
});
const add = (group: string, hotkeys: readonly Hotkey[], isActive = () => true) =>
  registry.add({ group, isActive, hotkeys: () => hotkeys });
const press = (key: string, { isField = false, ...held }: Partial<KeyPress> & { isField?: boolean } = {}) =>
  registry.press({ key, metaKey: false, ctrlKey: false, shiftKey: false, altKey: false, ...held }, { isField }, now);

test("a key runs what the scope that came last gave it", () => {
  add("Everywhere", [hotkey("f", "find")]);
  const remove = add("Traces", [hotkey("f", "filter")]);
  expect(press("f")).toBe(true);
  remove();
  press("f");
  expect(ran).toEqual(["filter", "find"]);
});

test("a scope that is not active is passed over", () => {
  add("Everywhere", [hotkey("f", "find")]);
  add("Traces", [hotkey("f", "filter")], () => false);
  press("f");
  expect(ran).toEqual(["find"]);
});

test("what is typed into a field is nobody's key, unless it says so", () => {
  add("Everywhere", [hotkey("f", "find"), hotkey("f6", "region"), hotkey("/", "search", { inFields: true })]);
  expect(press("f", { isField: true })).toBe(false);
  press("F6", { isField: true });
  press("/", { isField: true });
  expect(ran).toEqual(["region", "search"]);
});

test("a sequence is two keys in time", () => {
  add("Go", [hotkey("g p", "pipelines")]);
  expect(press("g")).toBe(true);
  now = 1_500;
  expect(press("p")).toBe(true);
  expect(ran).toEqual(["pipelines"]);
});

test("a sequence whose second key comes late is not one", () => {
  add("Go", [hotkey("g p", "pipelines"), hotkey("p", "pause")]);
  press("g");
  now = 1_501;
  press("p");
  expect(ran).toEqual(["pause"]);
});

test("a key that goes on with no sequence still does what it does by itself", () => {
  add("Go", [hotkey("g p", "pipelines"), hotkey("f", "filter")]);
  press("g");
  press("f");
  expect(ran).toEqual(["filter"]);
});

test("a disabled key, and one that only stands in the list, run nothing", () => {
  add("Canvas", [hotkey("d", "drop", { disabled: true }), hotkey("space", "pick up", { listedOnly: true })]);
  expect(press("d")).toBe(false);
  expect(press("space")).toBe(false);
  expect(ran).toEqual([]);
});

test("the list has each key once, under its heading, with the inner screen first", () => {
  add("Everywhere", [hotkey("f", "find"), hotkey("?", "keys")]);
  add("Traces", [hotkey("f", "filter"), hotkey("r", "replay", { group: "Trace" })]);
  const list = [...registry.list()].map(([group, keys]) => [group, keys.map(({ label }) => label)]);
  expect(list).toEqual([
    ["Traces", ["filter"]],
    ["Trace", ["replay"]],
    ["Everywhere", ["keys"]],
  ]);
});
