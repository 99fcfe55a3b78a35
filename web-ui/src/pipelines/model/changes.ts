/** What a draft has otherwise than what is published. */
import type { PipelineVersion } from "sluice";

import { cardsOf, readPipeline, type Pipeline, type Settings } from "./draft.ts";

export type CardChange = "new" | "edited" | "moved";

/** A version, as far as comparing needs it. */
export type PublishedShape = Pick<PipelineVersion, "pipeline" | "scripts">;

export interface Changes {
  /** By the key of the card. Unchanged ones are left out. */
  readonly cards: ReadonlyMap<string, CardChange>;
  /** Ids of scripts that are gone. */
  readonly removed: readonly string[];
  /** Names of settings, as people read them. */
  readonly settings: readonly string[];
  readonly count: number;
}

/** While it isn't known what is published. */
export const noChanges: Changes = { cards: new Map(), removed: [], settings: [], count: 0 };

/** Labels in the order the inspector shows them. */
const settingLabels: readonly (readonly [keyof Settings, string])[] = [
  ["mode", "mode"],
  ["onError", "if a script fails"],
  ["failureText", "failure text"],
  ["limits", "limits"],
];
const samplingLabels = [
  ["trace", "keep traces", 1],
  ["journal", "record for replay", 0],
] as const;

/** Compares with a version; `versions` are those of the scripts as they are now, by id. */
export function changesSince(
  draft: Pipeline,
  published: PublishedShape | undefined,
  versions: ReadonlyMap<string, number>,
): Changes {
  if (!published) {
    const cards = new Map<string, CardChange>(cardsOf(draft).map(({ key }) => [key, "new"]));
    return { cards, removed: [], settings: [], count: cards.size };
  }
  const before = readPipeline(published.pipeline);
  const pairs = pairUp(before, draft);
  const stayed = stayedAmong(pairs);
  const cards = new Map<string, CardChange>();
  for (const { key, scriptId } of cardsOf(draft)) {
    const pair = pairs.find((one) => one.key === key);
    if (!pair) cards.set(key, "new");
    else if (isEdited(versions.get(scriptId), published.scripts[scriptId])) cards.set(key, "edited");
    else if (!stayed.has(pair)) cards.set(key, "moved");
  }
  const removed = removedFrom(before, draft);
  const settings = settingsChanged(draft, before);
  return { cards, removed, settings, count: cards.size + removed.length + settings.length };
}

/** A card of the draft that was there before, and the layers it is and was in. */
interface Pair {
  readonly key: string;
  readonly was: number;
  readonly is: number;
}

function isEdited(version: number | undefined, publishedVersion: number | undefined): boolean {
  return version !== undefined && version !== publishedVersion;
}

function pairUp(before: Pipeline, draft: Pipeline): Pair[] {
  const old = layersByScript(before);
  return draft.layers.flatMap((cards, is) =>
    cards.flatMap(({ key, scriptId }) => {
      const was = old.get(scriptId)?.shift();
      return was === undefined ? [] : [{ key, was, is }];
    }),
  );
}

function layersByScript({ layers }: Pipeline): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [layer, cards] of layers.entries()) {
    for (const { scriptId } of cards) found.set(scriptId, [...(found.get(scriptId) ?? []), layer]);
  }
  return found;
}

/**
 * The most cards that can be said to have stayed where they were, among each other: what shared a layer still does,
 * and what came earlier still does. The others moved. So a layer put before them moves nobody, and carrying one card
 * past two moves one card.
 */
function stayedAmong(pairs: readonly Pair[]): ReadonlySet<Pair> {
  const oldLayers = [...new Set(pairs.map(({ was }) => was))].sort((a, b) => a - b);
  const newLayers = [...new Set(pairs.map(({ is }) => is))].sort((a, b) => a - b);
  // best.get(layer): the most that can have stayed, if the last of them are in the new layer `layer`.
  let best = new Map<number, readonly Pair[]>([[-1, []]]);
  for (const was of oldLayers) {
    const next = new Map(best);
    for (const is of newLayers) {
      const here = pairs.filter((pair) => pair.was === was && pair.is === is);
      const earlier = [...best].filter(([layer]) => layer < is).map(([, chain]) => chain);
      const chain = [...longest(earlier), ...here];
      if (here.length > 0 && chain.length > (next.get(is)?.length ?? 0)) next.set(is, chain);
    }
    best = next;
  }
  return new Set(longest([...best.values()]));
}

function longest<T>(lists: readonly (readonly T[])[]): readonly T[] {
  return lists.reduce((most, list) => (list.length > most.length ? list : most), []);
}

function removedFrom(before: Pipeline, draft: Pipeline): string[] {
  const left = cardsOf(draft).map(({ scriptId }) => scriptId);
  return cardsOf(before)
    .map(({ scriptId }) => scriptId)
    .filter((id) => {
      const at = left.indexOf(id);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
}

function settingsChanged({ settings }: Pipeline, { settings: before }: Pipeline): string[] {
  const plain = settingLabels
    .filter(([name]) => canonical(valueOf(settings, name)) !== canonical(valueOf(before, name)))
    .map(([, label]) => label);
  const sampled = samplingLabels
    .filter(
      ([name, , byDefault]) => (settings.sampling?.[name] ?? byDefault) !== (before.sampling?.[name] ?? byDefault),
    )
    .map(([, label]) => label);
  return [...plain, ...sampled];
}

/** A setting that says what holds anyway is none. */
function valueOf(settings: Settings, name: keyof Settings): unknown {
  if (name === "onError") return settings.onError ?? (settings.mode === "async" ? "allow" : "block");
  return settings[name] === "" ? undefined : settings[name];
}

function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? "null" : JSON.stringify(entries);
}

/** Whether a draft would publish the same as what runs. */
export function isUnchanged(changes: Changes, draft: Pipeline, published: PublishedShape | undefined): boolean {
  if (!published || changes.count > 0) return false;
  const before = readPipeline(published.pipeline);
  return canonical(orderOf(draft)) === canonical(orderOf(before));
}

function orderOf({ layers }: Pipeline): string {
  return JSON.stringify(layers.map((layer) => layer.map(({ scriptId }) => scriptId)));
}
