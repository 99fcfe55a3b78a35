import { StateEffect, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";

import { askQuietly } from "../language/ask.ts";
import type { CodeLens, Location } from "../language/protocol.ts";
import { buttonNode, element } from "./dom.ts";
import { keptByServer, settable } from "./kept.ts";
import { listPlaces } from "./references.ts";

type Command = NonNullable<CodeLens["command"]>;

class LensWidget extends WidgetType {
  readonly commands: readonly Command[];
  readonly indent: number;

  constructor(commands: readonly Command[], indent: number) {
    super();
    this.commands = commands;
    this.indent = indent;
  }

  override eq(other: LensWidget): boolean {
    return JSON.stringify([other.commands, other.indent]) === JSON.stringify([this.commands, this.indent]);
  }

  override get estimatedHeight(): number {
    return 18;
  }

  override toDOM(view: EditorView): HTMLElement {
    const row = element("div", "cm-lens");
    row.style.paddingLeft = `calc(6px + ${this.indent}ch)`;
    for (const { title, command, arguments: values = [] } of this.commands) {
      const places = command === "sluice.showReferences" ? (values[2] as readonly Location[] | undefined) : undefined;
      const part = places
        ? buttonNode("cm-lens-command", title, () => listPlaces(view, places))
        : element("span", undefined, title);
      // It may be cut off.
      part.title = title;
      row.append(part);
    }
    return row;
  }
}

const set = StateEffect.define<DecorationSet>();

const lenses = settable<DecorationSet>(
  set,
  Decoration.none,
  (value, changes) => value.map(changes),
  (field) => EditorView.decorations.from(field),
);

async function read(view: EditorView): Promise<DecorationSet | undefined> {
  const found = await askQuietly<readonly CodeLens[]>(view, "textDocument/codeLens");
  if (!found) return undefined;
  const { doc } = view.state;
  const byLine = new Map<number, Command[]>();
  for (const { range, command } of found) {
    const line = Math.min(range.start.line + 1, doc.lines);
    if (command) byLine.set(line, [...(byLine.get(line) ?? []), command]);
  }
  const widgets = [...byLine].map(([number, commands]): Range<Decoration> => {
    const { from, text } = doc.line(number);
    const indent = text.length - text.trimStart().length;
    return Decoration.widget({ widget: new LensWidget(commands, indent), block: true, side: -1 }).range(from);
  });
  return Decoration.set(widgets, true);
}

export const codeLens: Extension = [lenses, keptByServer({ read, set, field: lenses })];
