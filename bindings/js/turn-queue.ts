/** What waits, and for whom. */
interface Waiting {
  readonly trigger: string;
}

/**
 * A queue in which triggers take turns: first in, first out within a trigger, and one of each trigger after the other.
 * However many of one trigger wait, the first of another has at most one of each trigger before it.
 */
export class TurnQueue<W extends Waiting> {
  /** What waits for each trigger, the trigger whose turn it is first. No line is empty. */
  readonly #lines = new Map<string, W[]>();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The one whose turn it is. */
  get first(): W | undefined {
    for (const [head] of this.#lines.values()) return head;
    return undefined;
  }

  /** The last of the longest line. */
  get lastOfLongest(): W | undefined {
    let longest: readonly W[] = [];
    for (const line of this.#lines.values()) if (line.length > longest.length) longest = line;
    return longest.at(-1);
  }

  lengthOf(trigger: string): number {
    return this.#lines.get(trigger)?.length ?? 0;
  }

  push(one: W): void {
    const line = this.#lines.get(one.trigger);
    if (line) line.push(one);
    else this.#lines.set(one.trigger, [one]);
    this.#length++;
  }

  /** Takes the first one out; the turn passes to the next trigger. */
  shift(): W | undefined {
    const { first } = this;
    if (!first) return undefined;
    const line = this.#lines.get(first.trigger)!;
    this.remove(first);
    this.#lines.delete(first.trigger);
    if (line.length > 0) this.#lines.set(first.trigger, line);
    return first;
  }

  /** Takes `one` out, wherever it stands; false if it is not there. */
  remove(one: W): boolean {
    const line = this.#lines.get(one.trigger);
    const index = line?.indexOf(one) ?? -1;
    if (!line || index < 0) return false;
    line.splice(index, 1);
    if (line.length === 0) this.#lines.delete(one.trigger);
    this.#length--;
    return true;
  }

  *[Symbol.iterator](): Iterator<W> {
    for (const line of this.#lines.values()) yield* line;
  }
}
