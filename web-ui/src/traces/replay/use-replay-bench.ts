import type { Replayed } from "sluice";
import { useMemo, useRef, useState } from "react";

import { useChangedReplay } from "../../data/queries/traces.ts";
import type { HandedSecrets, Recording } from "../../data/workspace.ts";
import { realEdits, scriptsOf, withEdits, type Edits } from "./model.ts";

export interface ReplayBenchState {
  readonly edits: Edits;
  readonly secrets: HandedSecrets;
  /** What was run last: the recording as it was, or what became of it. */
  readonly replayed: Replayed;
  /** The edits that `replayed` was run with. */
  readonly ranEdits: Edits;
  /** Something was changed since. */
  readonly isStale: boolean;
  readonly isRunning: boolean;
  readonly error: unknown;
  codeOf(id: string): string;
  edit(id: string, code: string): void;
  hand(name: string, value: string): void;
  run(): void;
  reset(): void;
}

interface Last {
  readonly replayed: Replayed;
  readonly edits: Edits;
  readonly secrets: HandedSecrets;
}

/** Scripts of a recording as they are edited, and what came of running them. Nothing of it is kept. */
export function useReplayBench(recording: Recording, original: Replayed): ReplayBenchState {
  const [edits, setEdits] = useState<Edits>({});
  // What was typed a moment ago is run too, although nothing was drawn since.
  const latest = useRef(edits);
  const change = (next: Edits): void => {
    latest.current = next;
    setEdits(next);
  };
  const [secrets, setSecrets] = useState<HandedSecrets>({});
  const begin: Last = { replayed: original, edits: {}, secrets: {} };
  const [last, setLast] = useState(begin);
  const replay = useChangedReplay();
  const codes = useMemo(
    () => new Map(scriptsOf(recording.plan).map(({ script: { id, code = "" } }) => [id, code])),
    [recording],
  );
  const real = realEdits(recording, edits);
  const handed = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ""));
  const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
  return {
    ...{ edits: real, secrets },
    ...{ replayed: last.replayed, ranEdits: last.edits },
    isStale: !same(real, last.edits) || !same(handed, last.secrets),
    isRunning: replay.isPending,
    error: replay.error,
    codeOf: (id) => edits[id] ?? codes.get(id) ?? "",
    edit: (id, code) => change({ ...latest.current, [id]: code }),
    hand: (name, value) => setSecrets((now) => ({ ...now, [name]: value })),
    run: () => {
      const run = { edits: realEdits(recording, latest.current), secrets: handed };
      replay.mutate(
        { recording: withEdits(recording, run.edits), secrets: handed },
        { onSuccess: (replayed) => setLast({ replayed, ...run }) },
      );
    },
    reset: () => {
      change({});
      setSecrets({});
      setLast(begin);
      replay.reset();
    },
  };
}
