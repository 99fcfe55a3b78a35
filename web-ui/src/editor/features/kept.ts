import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { ViewPlugin, type EditorView, type ViewUpdate } from "@codemirror/view";

/** What is around the script is another; everything that the server said is to be asked for again. */
export const surroundingsChanged = StateEffect.define<null>();

export interface Keeping<Value> {
  /** Asks for the value; undefined: what is there stays. */
  readonly read: (view: EditorView) => Promise<Value | undefined>;
  /** How long the editor has to be still before. */
  readonly waitMs: number;
  /** Changes after which it is asked for again, besides the text's. */
  readonly also?: (update: ViewUpdate) => boolean;
  readonly set: ReturnType<typeof StateEffect.define<Value>>;
}

/** Asks for something whenever the editor has been still after a change, and dispatches the answer as an effect. */
export function keptByServer<Value>({ read, waitMs, also, set }: Keeping<Value>): Extension {
  return ViewPlugin.fromClass(
    class {
      readonly view: EditorView;
      timer: ReturnType<typeof setTimeout> | undefined;
      /** Counts what was asked, so that only the newest answer is shown. */
      asked = 0;

      constructor(view: EditorView) {
        this.view = view;
        this.wait();
      }

      update(update: ViewUpdate): void {
        const isTold = update.transactions.some(({ effects }) =>
          effects.some((effect) => effect.is(surroundingsChanged)),
        );
        if (update.docChanged || isTold || also?.(update)) this.wait();
      }

      destroy(): void {
        clearTimeout(this.timer);
        this.asked++;
      }

      wait(): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.ask(), waitMs);
      }

      async ask(): Promise<void> {
        const number = ++this.asked;
        const value = await read(this.view);
        if (value !== undefined && number === this.asked) this.view.dispatch({ effects: set.of(value) });
      }
    },
  );
}

/** A state field that an effect sets, and that `map` carries through changes of the text. */
export function settable<Value>(
  set: ReturnType<typeof StateEffect.define<Value>>,
  empty: Value,
  map: (value: Value, changes: import("@codemirror/state").ChangeDesc) => Value,
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
