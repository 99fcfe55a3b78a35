import { RangeSet, StateEffect, StateField, type ChangeDesc, type Extension } from "@codemirror/state";
import { ViewPlugin, type EditorView, type ViewUpdate } from "@codemirror/view";

import { WhenStill } from "../../data/when-still.ts";
import { stillMs, whenStill } from "./still.ts";

/** What is around the script is another; everything that the server said is to be asked for again. */
export const surroundingsChanged = StateEffect.define<null>();

type Effect<Value> = ReturnType<typeof StateEffect.define<Value>>;

export interface Keeping<Value> {
  /** Asks for the value; undefined: what is there stays. */
  readonly read: (view: EditorView) => Promise<Value | undefined>;
  /** Changes after which it is asked for again, besides the text's. */
  readonly also?: (update: ViewUpdate) => boolean;
  readonly set: Effect<Value>;
  /** Where it is kept; what is already there is not set again. */
  readonly field: StateField<Value>;
}

/** Asks for something whenever the editor has been still after a change, and shows the answer as an effect. */
export function keptByServer<Value>({ read, also, set, field }: Keeping<Value>): Extension {
  const show = async (view: EditorView, isLatest: () => boolean): Promise<void> => {
    const value = await read(view);
    if (value === undefined || !isLatest() || isSame(value, view.state.field(field))) return;
    showSoon(view, [set.of(value)]);
  };
  return [
    answers,
    whenStill({
      after: (update) => update.docChanged || isTold(update) || (also?.(update) ?? false),
      atBegin: true,
      act: (view, isLatest) => void show(view, isLatest),
    }),
  ];
}

function isTold({ transactions }: ViewUpdate): boolean {
  return transactions.some(({ effects }) => effects.some((effect) => effect.is(surroundingsChanged)));
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one instanceof RangeSet && other instanceof RangeSet) return RangeSet.eq([one], [other]);
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Shows what the server said, unless more is typed before: what it says of that is on its way. */
export function showSoon(view: EditorView, effects: readonly StateEffect<unknown>[]): void {
  view.plugin(answers)?.add(effects);
}

/** Within this time answers to what was asked together have come. */
const togetherMs = 20;

/**
 * Shows answers together: each by itself would have the text laid out anew. And none between two keys, though the
 * server looks for mistakes whenever it is asked what completes.
 */
const answers = ViewPlugin.fromClass(
  class {
    effects: StateEffect<unknown>[] = [];
    readonly waiting: WhenStill;
    readonly typing = new WhenStill(() => this.showSoon(), stillMs);

    constructor(view: EditorView) {
      this.waiting = new WhenStill(() => {
        const { effects } = this;
        this.effects = [];
        view.dispatch({ effects });
      }, togetherMs);
    }

    add(effects: readonly StateEffect<unknown>[]): void {
      this.effects.push(...effects);
      if (!this.typing.isWaiting) this.showSoon();
    }

    showSoon(): void {
      if (this.effects.length > 0) this.waiting.ask();
    }

    update({ docChanged }: ViewUpdate): void {
      if (!docChanged) return;
      // They were of another text, and are asked for again.
      this.forget();
      this.typing.ask();
    }

    destroy(): void {
      this.forget();
      this.typing.forget();
    }

    forget(): void {
      this.effects = [];
      this.waiting.forget();
    }
  },
);

/** A state field that an effect sets, and that `map` carries through changes of the text. */
export function settable<Value>(
  set: Effect<Value>,
  empty: Value,
  map: (value: Value, changes: ChangeDesc) => Value,
  provide?: (field: StateField<Value>) => Extension,
): StateField<Value> {
  return StateField.define<Value>({
    create: () => empty,
    update: (value, transaction) => {
      const mapped = transaction.docChanged ? map(value, transaction.changes) : value;
      return transaction.effects.reduce((latest, effect) => (effect.is(set) ? effect.value : latest), mapped);
    },
    ...(provide && { provide }),
  });
}
