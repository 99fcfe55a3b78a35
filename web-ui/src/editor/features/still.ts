import type { Extension } from "@codemirror/state";
import { ViewPlugin, type EditorView, type ViewUpdate } from "@codemirror/view";

import { WhenStill } from "../../data/when-still.ts";

/**
 * How long an editor has to be still before anything is done about what was typed: longer than between two keys, so that
 * nothing is done between them, and everything at once after them.
 */
export const stillMs = 180;

export interface Still {
  /** How long it has to be still; default: as for everything. */
  readonly waitMs?: number;
  /** Whether it waits anew after an update. */
  readonly after: (update: ViewUpdate) => boolean;
  /** Also once when the editor begins. */
  readonly atBegin?: boolean;
  /** `isLatest`: whether the editor is still there, and has not come to this again since. */
  readonly act: (view: EditorView, isLatest: () => boolean) => void;
}

/** Does something whenever the editor has been still after a change. */
export function whenStill({ waitMs = stillMs, after, atBegin = false, act }: Still): Extension {
  return ViewPlugin.fromClass(
    class {
      readonly waiting: WhenStill;
      times = 0;

      constructor(view: EditorView) {
        this.waiting = new WhenStill(() => {
          const time = ++this.times;
          act(view, () => time === this.times);
        }, waitMs);
        if (atBegin) this.waiting.ask();
      }

      update(update: ViewUpdate): void {
        if (after(update)) this.waiting.ask();
      }

      destroy(): void {
        this.waiting.forget();
        this.times++;
      }
    },
  );
}
