import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeNames, racedNames, type ChangeName } from "./changes.ts";
import type { Look, Moment, Raced, Task } from "./tasks.ts";

/** Where tasks are done: a store, and what is going to be killed. */
export interface Arena {
  /** Does a task; starts anew what was killed before. */
  run(task: Task): Promise<unknown>;
  /** Does a task whose end comes by force. Resolves when what was killed is dead: whether it was acknowledged before. */
  runUntilKilled(task: Task & { kind: "interrupted" }): Promise<boolean>;
  stop(): Promise<void>;
}

export interface FaultSuiteOptions {
  /** False: the service the store needs is missing, so that everything is skipped. */
  readonly available?: boolean;
  /** Whether the later of two writers learns of the other. Default true. */
  readonly cas?: boolean;
  /** Those that are interrupted, where starting anew takes long. Default: all. */
  readonly changes?: readonly ChangeName[];
}

/** One change of each order of writes. */
export const fewChanges: readonly ChangeName[] = ["saving a script", "publishing", "setting a secret", "saving a trace"];


/** Dozens of programs that start, on a machine that others use too. */
const slowestMs = 300_000;

/** What every store and the control plane on it have to survive. `killed` says what is killed, as in "the process". */
export function defineFaultSuite(
  killed: string,
  open: () => Promise<Arena>,
  { available = true, cas = true, changes = changeNames }: FaultSuiteOptions = {},
): void {
  describe.skipIf(!available)(`when ${killed}`, () => {
    let arena: Arena;
    let places = 0;
    const freshNamespace = (): string => `n${places++}`;

    beforeAll(async () => void (arena = await open()), slowestMs);
    afterAll(() => arena?.stop());

    /** The states before and after a change that nobody disturbs, and how many writes are in between. */
    async function undisturbed(change: ChangeName) {
      const namespace = freshNamespace();
      const before = (await arena.run({ kind: "prepare", namespace })) as object;
      const writes = (await arena.run({ kind: "change", namespace, change })) as number;
      const after = (await arena.run({ kind: "look", namespace })) as Look;
      return { before, writes, after };
    }

    async function interrupted(change: ChangeName, moment: Moment): Promise<Look & { isAcknowledged: boolean }> {
      const namespace = freshNamespace();
      await arena.run({ kind: "prepare", namespace });
      const isAcknowledged = await arena.runUntilKilled({ kind: "interrupted", namespace, change, moment });
      return { isAcknowledged, ...((await arena.run({ kind: "look", namespace })) as Look) };
    }

    test.for([...changes])(
      "%s is done wholly or not at all, whichever write breaks off, and what comes next works",
      { timeout: slowestMs },
      async (change) => {
        const { before, writes, after } = await undisturbed(change);
        expect(writes).toBeGreaterThan(0);
        for (const moment of momentsOf(writes)) {
          const { isAcknowledged, view, audit, faults, traces, next } = await interrupted(change, moment);
          const mayBeDone = moment.when === "during" && moment.write === writes;
          const isDone = moment.when === "after" || isAcknowledged;
          const allowed = isDone ? [after.view] : mayBeDone ? [before, after.view] : [before];
          expect.soft(allowed, at(moment)).toContainEqual(view);
          expect.soft([faults, next], at(moment)).toEqual([[], 9]);
          if (isDone) expect.soft([traces, audit], at(moment)).toEqual([after.traces, after.audit]);
        }
      },
    );

    test.for(racedNames)(
      cas
        ? "%s is refused, and changes nothing, where somebody else does it between any two of its writes"
        : "%s at the same time as somebody else leaves one of both, whole",
      { timeout: slowestMs },
      async (change) => {
        const { writes, after } = await undisturbed(change);
        for (let write = 1; write <= writes; write++) {
          const namespace = freshNamespace();
          await arena.run({ kind: "prepare", namespace });
          const { answer, view } = (await arena.run({ kind: "raced", namespace, change, write })) as Raced;
          const expected = cas ? ["conflict", numberless(after.view)] : ["done", outcomeIn(after.view)];
          const raced = [answer, cas ? numberless(view) : outcomeIn(view)];
          expect.soft(raced, `before write ${write}`).toEqual(expected);
        }
      },
    );

    test("half a record, of whichever kind, is never served as if it were one", { timeout: slowestMs }, async () => {
      const namespace = freshNamespace();
      await arena.run({ kind: "prepare", namespace });
      expect(await arena.run({ kind: "damage", namespace })).toEqual([]);
    });
  });
}

/** Before and during each write, and when the last is there but nobody has heard of it. */
function momentsOf(writes: number): Moment[] {
  const each = Array.from({ length: writes }, (_, n) => n + 1);
  const moments = each.flatMap((write): Moment[] => [{ write, when: "before" }, { write, when: "during" }]);
  return [...moments, { write: writes, when: "after" }];
}

const at = ({ write, when }: Moment): string => `${when} write ${write}`;

/** Versions of a pipeline have no number that a publish which broke off has taken. */
function numberless(view: object): unknown {
  const { pipelines, versions, ...others } = view as { pipelines: unknown; versions: unknown };
  const withoutNumbers = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (name, member: unknown) => (name === "version" ? undefined : member)));
  return { ...others, pipelines: withoutNumbers(pipelines), versions: withoutNumbers(versions) };
}

/** What two who cannot see each other leave: what runs is what either of them made. */
function outcomeIn(view: object): unknown {
  return (view as { outcome: unknown }).outcome;
}
