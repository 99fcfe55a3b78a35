import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { DryRun, FetchMock, JsonObject } from "sluice";
import { useDeferredValue, useMemo, useState } from "react";

import { faultOf, type Fault } from "../../data/faults.ts";
import { useHome } from "../../data/home.tsx";
import { useMocks, useSaveMocks } from "../../data/queries/mocks.ts";
import type { HookDescription } from "../../data/workspace.ts";
import { readContext } from "../../trial/context-fields.ts";
import { TrialBook } from "../../trial/trial.ts";
import { firstInput } from "../../trial/use-trial.ts";
import { writePipeline, type Pipeline } from "../model/draft.ts";

/** What a pipeline has to allow before it is published. It begins with what the hook was tried with last. */
export interface Sample {
  readonly text: string;
  /** Undefined while the text can't be read. */
  readonly context: JsonObject | undefined;
  readonly fault: string | undefined;
  readonly mocks: readonly FetchMock[];
  setText(text: string): void;
  setMocks(mocks: readonly FetchMock[]): void;
}

export function useSample(hook: HookDescription): Sample {
  const { name: home } = useHome();
  const book = useMemo(() => new TrialBook(home), [home]);
  const [input, setInput] = useState(() => book.input(hook.name) ?? firstInput(hook));
  const { data: mocks = [] } = useMocks();
  const saveMocks = useSaveMocks();
  const { context, fault } = useMemo(() => readContext(input.contextText), [input.contextText]);
  return {
    text: input.contextText,
    context,
    fault,
    mocks,
    setText: (contextText) => {
      const next = { ...input, contextText };
      setInput(next);
      book.keepInput(hook.name, next);
    },
    setMocks: (table) => saveMocks.mutate(table),
  };
}

export interface SampleRun {
  readonly result: DryRun | undefined;
  readonly fault: Fault | undefined;
  /** What is shown is of an earlier text. */
  readonly isStale: boolean;
}

/** Runs a pipeline with a sample, without any effect, whenever either changes. */
export function useSampleRun(pipeline: Pipeline, { context, mocks }: Sample, enabled: boolean): SampleRun {
  const { workspace } = useHome();
  const draft = useMemo(() => writePipeline(pipeline), [pipeline]);
  const wanted = useMemo(() => ({ draft, context, mocks }), [draft, context, mocks]);
  // Typing comes first: the run follows when there is time.
  const settled = useDeferredValue(wanted);
  const run = useQuery({
    queryKey: ["dry-run", settled],
    queryFn: () =>
      workspace.control.pipelines.dryRun(settled.draft, settled.context ?? {}, { mocks: { fetch: settled.mocks } }),
    enabled: enabled && settled.context !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    // Scripts may have been saved since.
    staleTime: 0,
    gcTime: 0,
  });
  return {
    result: run.data,
    fault: run.error ? faultOf(run.error) : undefined,
    isStale: run.isPlaceholderData || settled !== wanted,
  };
}
