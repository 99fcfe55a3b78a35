/** What two drafts of a pipeline differ in, in sentences. */
import { idsOf, type Pipeline } from "./draft.ts";

export function differences(mine: Pipeline, theirs: Pipeline): readonly string[] {
  const [ours, others] = [layersOf(mine), layersOf(theirs)];
  const ids = [...new Set([...ours.keys(), ...others.keys()])].sort();
  const cards = ids.flatMap((id) => {
    const [here, there] = [ours.get(id), others.get(id)];
    if (here === there) return [];
    if (here === undefined) return [`${id}: only in theirs, ${there!}`];
    return [there === undefined ? `${id}: only in mine, ${here}` : `${id}: mine ${here}, theirs ${there}`];
  });
  const names = [
    ...new Set([...Object.keys(mine.settings), ...Object.keys(theirs.settings)]),
  ] as (keyof Pipeline["settings"])[];
  const settings = names.flatMap((name) => {
    const [here, there] = [mine, theirs].map(({ settings: all }) => JSON.stringify(all[name]) ?? "not set");
    return here === there ? [] : [`${name}: mine ${here!}, theirs ${there!}`];
  });
  const forms = [mine, theirs].map(({ drawing }) => (drawing ? "a graph" : "layers"));
  return [
    ...cards,
    ...settings,
    ...(forms[0] === forms[1] ? [] : [`Mine is kept as ${forms[0]!}, theirs as ${forms[1]!}`]),
  ];
}

/** By script, where it stands, as in "layer 2" or "layers 1 and 3". */
function layersOf({ layers }: Pipeline): Map<string, string> {
  const places = new Map<string, number[]>();
  for (const [index, layer] of idsOf(layers).entries()) {
    for (const id of layer) places.set(id, [...(places.get(id) ?? []), index + 1]);
  }
  return new Map(
    [...places].map(([id, at]) => [id, at.length === 1 ? `layer ${at[0]!}` : `layers ${at.join(" and ")}`]),
  );
}
