import { StateEffect, StateField, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, keymap, WidgetType, type DecorationSet } from "@codemirror/view";

import { KeptValue } from "../../data/kept-value.ts";
import { askQuietly } from "../language/ask.ts";
import { offsetAt, rangeOf } from "../language/positions.ts";
import type { InlayHint } from "../language/protocol.ts";
import { element } from "./dom.ts";
import { keptByServer } from "./kept.ts";

/** Characters of a hint: a longer one would push the code out of sight. */
const mostShown = 48;

class HintWidget extends WidgetType {
  readonly text: string;
  readonly classes: string;

  constructor({ label, paddingLeft = false, paddingRight = false }: InlayHint) {
    super();
    this.text = typeof label === "string" ? label : label.map(({ value }) => value).join("");
    this.classes = ["cm-hint", paddingLeft && "is-left", paddingRight && "is-right"].filter(Boolean).join(" ");
  }

  override eq(other: HintWidget): boolean {
    return other.text === this.text && other.classes === this.classes;
  }

  override toDOM(): HTMLElement {
    if (this.text.length <= mostShown) return element("span", this.classes, this.text);
    const hint = element("span", this.classes, `${this.text.slice(0, mostShown - 1)}…`);
    hint.title = this.text;
    return hint;
  }
}

const setHints = StateEffect.define<DecorationSet>();
const setShown = StateEffect.define<boolean>();
const kept = new KeptValue<boolean>("sluice:editor:hints");

const areShown = StateField.define<boolean>({
  create: () => kept.get() ?? true,
  update: (value, { effects }) =>
    effects.reduce((latest, effect) => (effect.is(setShown) ? effect.value : latest), value),
});

const hints = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (value, { changes, effects }) => {
    const mapped = value.map(changes);
    return effects.reduce((latest, effect) => (effect.is(setHints) ? effect.value : latest), mapped);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** For the lines that are seen, and some around them. */
async function read(view: EditorView): Promise<DecorationSet | undefined> {
  if (!view.state.field(areShown)) return Decoration.none;
  const { from, to } = view.viewport;
  const range = rangeOf(view.state.doc, from, to);
  const found = await askQuietly<readonly InlayHint[]>(view, "textDocument/inlayHint", { range });
  return (
    found &&
    Decoration.set(
      found.map((hint) => hintAt(view, hint)),
      true,
    )
  );
}

function hintAt(view: EditorView, hint: InlayHint): Range<Decoration> {
  return Decoration.widget({ widget: new HintWidget(hint), side: 1 }).range(offsetAt(view.state.doc, hint.position));
}

function toggle(view: EditorView): boolean {
  const isShown = !view.state.field(areShown);
  kept.set(isShown);
  view.dispatch({ effects: setShown.of(isShown) });
  return true;
}

export const inlayHints: Extension = [
  areShown,
  hints,
  keptByServer({
    read,
    set: setHints,
    field: hints,
    also: ({ viewportChanged, startState, state }) =>
      viewportChanged || startState.field(areShown) !== state.field(areShown),
  }),
  keymap.of([{ key: "Mod-Alt-h", run: toggle }]),
];
