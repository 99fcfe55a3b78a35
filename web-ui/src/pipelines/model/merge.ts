/** Two drafts of a pipeline become one: for each thing they differ in, one of the two is taken. */
import { cardsOf, idsOf, inLayers, withKeys, type Pipeline, type Settings } from "./draft.ts";
import { shapeLimits } from "./shape-limits.ts";

export type MergeSide = "mine" | "theirs";

/** Something that two drafts differ in. */
export interface Difference {
  /** Unique among the differences. */
  readonly key: string;
  /** A script's id, or what a setting is called. */
  readonly name: string;
  /** What each of them has, as in "layer 2", "not there" or a setting's value. */
  readonly mine: string;
  readonly theirs: string;
}

/** Which side is taken, by the key of the difference. What it does not name stays mine. */
export type Choices = Readonly<Record<string, MergeSide>>;

type Setting = keyof Settings;
const settingNames: Readonly<Record<Setting, string>> = {
  mode: "Mode",
  onError: "If a script fails",
  failureText: "What a person reads on failure",
  limits: "Limits",
  sampling: "Sampling",
};

const shapeKey = "shape";
const scriptKey = (id: string): string => `script ${id}`;
const settingKey = (name: string): string => `setting ${name}`;

/** The scripts first, then the settings. A drawing is one whole: its edges mean nothing without each other. */
export function differencesOf(mine: Pipeline, theirs: Pipeline): readonly Difference[] {
  const shapes = mine.drawing || theirs.drawing ? drawingDifference(mine, theirs) : scriptDifferences(mine, theirs);
  return [...shapes, ...settingDifferences(mine.settings, theirs.settings)];
}

export function mergePipelines(mine: Pipeline, theirs: Pipeline, choices: Choices): Pipeline {
  const isTheirs = (key: string): boolean => choices[key] === "theirs";
  const settings = { ...mine.settings } as Record<string, unknown>;
  for (const name of Object.keys(settingNames) as Setting[]) {
    if (!isTheirs(settingKey(name))) continue;
    if (theirs.settings[name] === undefined) delete settings[name];
    else settings[name] = theirs.settings[name];
  }
  const shape = isTheirs(shapeKey) ? theirs : mine;
  if (mine.drawing || theirs.drawing) return { ...shape, settings: settings as Settings };
  const taken = scriptDifferences(mine, theirs).filter(({ key }) => isTheirs(key));
  const ids = new Set(taken.map(({ name }) => name));
  return inLayers({ ...mine, settings: settings as Settings }, withKeys(takeScripts(mine, theirs, ids)));
}

/** My layers with some scripts as they stand in theirs: each goes beside, or behind, what it stands by there. */
function takeScripts(mine: Pipeline, theirs: Pipeline, ids: ReadonlySet<string>): string[][] {
  const merged = idsOf(mine.layers).map((layer) => layer.filter((id) => !ids.has(id)));
  const others = idsOf(theirs.layers);
  for (const [index, layer] of others.entries()) {
    for (const id of layer.filter((one) => ids.has(one))) {
      const beside = merged.findIndex((here) => here.some((one) => one !== id && layer.includes(one)));
      if (beside >= 0 && merged[beside]!.length < shapeLimits.scriptsPerLayer) merged[beside]!.push(id);
      else merged.splice(behind(merged, others.slice(0, index)), 0, [id]);
    }
  }
  return merged.filter(({ length }) => length > 0);
}

/** The first place after everything that runs before, in theirs. */
function behind(merged: readonly (readonly string[])[], before: readonly (readonly string[])[]): number {
  const earlier = new Set(before.flat());
  return merged.findLastIndex((layer) => layer.some((id) => earlier.has(id))) + 1;
}

function scriptDifferences(mine: Pipeline, theirs: Pipeline): Difference[] {
  const [ours, others] = [placesOf(mine), placesOf(theirs)];
  const ids = [...new Set([...ours.keys(), ...others.keys()])].sort();
  return ids.flatMap((id) => differing(scriptKey(id), id, ours.get(id) ?? "not there", others.get(id) ?? "not there"));
}

function settingDifferences(mine: Settings, theirs: Settings): Difference[] {
  return (Object.entries(settingNames) as [Setting, string][]).flatMap(([key, name]) => {
    const [here, there] = [mine, theirs].map((settings) => valueText(settings[key]));
    return differing(settingKey(key), name, here!, there!);
  });
}

function drawingDifference(mine: Pipeline, theirs: Pipeline): Difference[] {
  const [here, there] = [mine, theirs].map(
    (pipeline) => `${pipeline.drawing ? "a graph" : "layers"} of ${cardsOf(pipeline).length} scripts`,
  );
  const isSame = JSON.stringify([mine.layers, mine.drawing]) === JSON.stringify([theirs.layers, theirs.drawing]);
  return isSame ? [] : [{ key: shapeKey, name: "What runs after what", mine: here!, theirs: there! }];
}

function differing(key: string, name: string, mine: string, theirs: string): Difference[] {
  return mine === theirs ? [] : [{ key, name, mine, theirs }];
}

function valueText(value: unknown): string {
  if (value === undefined) return "not set";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** By script, where it stands, as in "layer 2" or "layers 1 and 3". */
function placesOf({ layers }: Pipeline): ReadonlyMap<string, string> {
  const places = new Map<string, number[]>();
  for (const [index, layer] of idsOf(layers).entries()) {
    for (const id of layer) places.set(id, [...(places.get(id) ?? []), index + 1]);
  }
  return new Map(
    [...places].map(([id, at]) => [id, at.length === 1 ? `layer ${at[0]!}` : `layers ${at.join(" and ")}`]),
  );
}
