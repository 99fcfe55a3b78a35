import type { FetchMock, PipelineDraft } from "sluice";
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react";

import { faultOf } from "../data/faults.ts";
import { useHome } from "../data/home.tsx";
import { useDryRun, useRun } from "../data/queries/runs.ts";
import { useEditedScripts, useSaveScripts } from "../data/queries/script-editing.ts";
import { useScriptRecords } from "../data/queries/scripts.ts";
import type { HookDescription } from "../data/workspace.ts";
import { sampleContext } from "../pipelines/model/samples.ts";
import { samplesOf } from "../examples/index.ts";
import { contextText, readContext } from "./context-fields.ts";
import { fingerprintOf, TrialBook, type TrialFault, type TrialInput, type TrialResult } from "./trial.ts";

export interface TrialOptions {
  readonly hook: HookDescription;
  /** As it is on the screen; undefined until it has been read. */
  readonly pipeline: PipelineDraft | undefined;
  /** Ids of its scripts. */
  readonly scripts: readonly string[];
  /** Undefined until they have been read. */
  readonly mocks: readonly FetchMock[] | undefined;
}

export interface Trial {
  readonly input: TrialInput;
  change(changes: Partial<TrialInput>): void;
  /** Saves the scripts that are edited, then runs: as soon as everything has been read. */
  run(): void;
  readonly isRunning: boolean;
  /** The last result; it stays until there is another. */
  readonly result: TrialResult | undefined;
  /** Something was changed since. */
  readonly isStale: boolean;
  /** Why the last try has no result. */
  readonly failed: TrialFault | undefined;
}

/** Tries a hook out, and keeps what was typed and what came of it. */
export function useTrial({ hook, pipeline, scripts, mocks }: TrialOptions): Trial {
  const { name: home, workspace } = useHome();
  const book = useMemo(() => new TrialBook(home), [home]);
  const [input, setInput] = useState(() => book.input(hook.name) ?? firstInput(hook));
  const [result, setResult] = useState(() => book.result(hook.name));
  const [failed, setFailed] = useState<TrialFault>();
  const records = useScriptRecords(scripts);
  const edited = useEditedScripts(scripts);
  const codes = scripts.map((id) => edited.get(id) ?? records.get(id)?.code);
  const isRead = pipeline !== undefined && mocks !== undefined && !codes.includes(undefined);
  const fingerprint = isRead ? fingerprintOf({ input, pipeline, scripts: codes, mocks }) : undefined;
  const save = useSaveScripts();
  const dryRun = useDryRun(hook.name);
  const live = useRun(hook.name);
  const change = useCallback(
    (changes: Partial<TrialInput>) =>
      setInput((before) => {
        const after = { ...before, ...changes };
        book.keepInput(hook.name, after);
        return after;
      }),
    [book, hook.name],
  );
  const answer = async (): Promise<Pick<TrialResult, "outcome" | "trace" | "wouldCall">> => {
    const unsaved = await save([...edited.keys()]);
    if (unsaved.length > 0) throw new Error(`${unsaved.join(", ")} could not be saved, so nothing was run.`);
    const { context, fault } = readContext(input.contextText);
    if (!context) throw new Error(fault);
    const who = {
      ...(input.userId !== "" && { userId: input.userId }),
      ...(input.requestIp !== "" && { requestIp: input.requestIp }),
    };
    if (input.source === "published") return { ...(await live.mutateAsync({ context, ...who })), wouldCall: [] };
    const stored = workspace.home === "playground" ? ({ secrets: "stored" } as const) : {};
    const options = { mocks: { fetch: mocks ?? [] }, ...who, ...stored };
    return dryRun.mutateAsync({ ...(pipeline && { pipeline }), context, ...options });
  };
  const runNow = async (read: { readonly pipeline: PipelineDraft; readonly mocks: readonly FetchMock[] }) => {
    try {
      const { outcome, trace, wouldCall } = await answer();
      const { source } = input;
      const ran = await Promise.all(scripts.map(async (id) => (await workspace.control.scripts.get(id))?.code));
      const of = fingerprintOf({ input, scripts: ran, ...read });
      const next = { at: Date.now(), source, fingerprint: of, outcome, ...(trace && { trace }), wouldCall };
      setResult(next);
      setFailed(undefined);
      book.keepResult(hook.name, next);
    } catch (error) {
      setFailed({ fault: faultOf(error) });
    }
  };
  const [isWanted, setWanted] = useState(false);
  const start = useEffectEvent(() => {
    if (!pipeline || !mocks) return;
    setWanted(false);
    void runNow({ pipeline, mocks });
  });
  const isReady = pipeline !== undefined && mocks !== undefined;
  useEffect(() => {
    if (isWanted && isReady) start();
  }, [isWanted, isReady]);
  return {
    input,
    change,
    run: () => setWanted(true),
    isRunning: isWanted || dryRun.isPending || live.isPending,
    result,
    isStale: result !== undefined && fingerprint !== undefined && result.fingerprint !== fingerprint,
    failed,
  };
}

/** What is shown before anybody has typed: an example's sample, or one made of the definition. */
export function firstInput({ name, context }: HookDescription): TrialInput {
  const [sample] = samplesOf(name);
  const text = contextText(sample?.context ?? sampleContext(context));
  return { source: "draft", contextText: text, userId: "", requestIp: "" };
}
