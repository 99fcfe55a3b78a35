/** What the script picker offers. */
import type { ScriptSummary } from "sluice";

import type { ScriptUse } from "../../data/script-usage.ts";
import { freeScriptId, scriptIdFrom } from "./templates.ts";

export type PickerRow =
  | { readonly kind: "existing"; readonly id: string; readonly detail: string }
  | { readonly kind: "new"; readonly id: string };

export interface PickerQuestion {
  readonly text: string;
  readonly scripts: readonly Pick<ScriptSummary, "id" | "name" | "version">[];
  readonly usage: ReadonlyMap<string, readonly ScriptUse[]>;
  /** Ids of the scripts that the pipeline has already. */
  readonly present: readonly string[];
  readonly trigger: string;
}

/**
 * The scripts that fit what was typed, and a new one. What was typed is the new one's id, first while nothing fits
 * and last otherwise; one that is there exactly is not offered again.
 */
export function pickerRows(question: PickerQuestion): readonly PickerRow[] {
  const { text, scripts, trigger } = question;
  const words = text.trim().toLowerCase();
  const fitting = scripts
    .filter(({ id, name }) => words === "" || id.includes(words) || name.toLowerCase().includes(words))
    .map((script): PickerRow => ({ kind: "existing", id: script.id, detail: detailOf(script, question) }));
  const taken = new Set(scripts.map(({ id }) => id));
  const wanted = scriptIdFrom(text);
  if (wanted !== "" && taken.has(wanted)) return fitting;
  const fresh: PickerRow = { kind: "new", id: wanted === "" ? freeScriptId(`${trigger}_script`, taken) : wanted };
  return words === "" ? [fresh, ...fitting] : [...fitting, fresh];
}

/** Its name, and where else it is: a change to it changes all of them. */
function detailOf(
  { id, name, version }: PickerQuestion["scripts"][number],
  { usage, present, trigger }: PickerQuestion,
): string {
  const others = (usage.get(id) ?? []).filter((use) => use.trigger !== trigger).map((use) => use.trigger);
  return [
    ...(name === id ? [] : [name]),
    `v${version}`,
    ...(present.includes(id) ? ["in this pipeline already"] : []),
    ...(others.length > 0 ? [`also in ${others.join(", ")}`] : []),
    ...(others.length === 0 && !present.includes(id) ? ["not used"] : []),
  ].join(" · ");
}
