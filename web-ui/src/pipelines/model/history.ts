/** Undo and redo over values. Edits of the same kind in quick succession, as typing makes them, are one step. */

export interface Step<T> {
  readonly value: T;
  /** What the edit that led away from this value was, as in "move geo_risk". */
  readonly edit: string;
}

export interface History<T> {
  readonly past: readonly Step<T>[];
  readonly present: T;
  readonly future: readonly Step<T>[];
  /** The kind and time of the last edit, as long as another may join it. */
  readonly open?: { readonly join: string; readonly at: number };
}

export interface EditNote {
  /** Shown with undo and redo. */
  readonly edit: string;
  /** Edits with the same `join` within `joinMs` of each other are one step. */
  readonly join?: string;
  /** ms since any fixed moment */
  readonly at: number;
}

const joinMs = 1_000;
const mostSteps = 200;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [] };
}

export function record<T>(history: History<T>, present: T, { edit, join, at }: EditNote): History<T> {
  if (present === history.present) return history;
  const joins = join !== undefined && history.open?.join === join && at - history.open.at < joinMs;
  const past = joins ? history.past : [...history.past, { value: history.present, edit }].slice(-mostSteps);
  return { past, present, future: [], ...(join !== undefined && { open: { join, at } }) };
}

export function undo<T>({ past, present, future }: History<T>): History<T> {
  const last = past.at(-1);
  if (!last) return { past, present, future };
  return { past: past.slice(0, -1), present: last.value, future: [{ value: present, edit: last.edit }, ...future] };
}

export function redo<T>({ past, present, future }: History<T>): History<T> {
  const [next, ...rest] = future;
  if (!next) return { past, present, future };
  return { past: [...past, { value: present, edit: next.edit }], present: next.value, future: rest };
}

export function undoLabel<T>({ past }: History<T>): string | undefined {
  return past.at(-1)?.edit;
}

export function redoLabel<T>({ future }: History<T>): string | undefined {
  return future[0]?.edit;
}
