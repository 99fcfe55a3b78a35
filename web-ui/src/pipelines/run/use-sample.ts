import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { DryRun, FetchMock, JsonObject } from "sluice";
import { useDeferredValue, useMemo, useState } from "react";

import { faultOf, type Fault } from "../../data/faults.ts";
import { useHome } from "../../data/home.tsx";
import type { HookDescription } from "../../data/workspace.ts";
import { writePipeline, type Pipeline } from "../model/draft.ts";
import { sampleContext } from "../model/samples.ts";
import { readMocks, readObject, type Read } from "../model/sample-text.ts";

/** A context to try a pipeline with, and what services answer, as texts that somebody edits. */
export interface Sample {
  readonly contextText: string;
  readonly mocksText: string;
  readonly context: Read<JsonObject>;
  readonly mocks: Read<readonly FetchMock[]>;
  setContext(text: string): void;
  setMocks(text: string): void;
  /** Back to what the catalog's description gives. */
  reset(): void;
}

/** The last sample of a hook is remembered in this browser. */
export function useSample(hook: HookDescription): Sample {
  const key = `sluice.sample.${useHome().name}.${hook.name}`;
  const first = (): Texts => ({ context: JSON.stringify(sampleContext(hook.context), null, 2), mocks: "[]" });
  const [texts, setTexts] = useState(() => remembered(key) ?? first());
  const change = (next: Texts): void => {
    setTexts(next);
    remember(key, next);
  };
  return {
    contextText: texts.context,
    mocksText: texts.mocks,
    context: useMemo(() => readObject(texts.context), [texts.context]),
    mocks: useMemo(() => readMocks(texts.mocks), [texts.mocks]),
    setContext: (context) => change({ ...texts, context }),
    setMocks: (mocks) => change({ ...texts, mocks }),
    reset: () => change(first()),
  };
}

interface Texts {
  readonly context: string;
  readonly mocks: string;
}

function remembered(key: string): Texts | undefined {
  try {
    const texts = JSON.parse(localStorage.getItem(key) ?? "null") as Partial<Texts> | null;
    return typeof texts?.context === "string" && typeof texts.mocks === "string" ? (texts as Texts) : undefined;
  } catch {
    return undefined; // storage is refused, or holds something else
  }
}

function remember(key: string, texts: Texts): void {
  try {
    localStorage.setItem(key, JSON.stringify(texts));
  } catch {
    // Storage is refused or full: it holds until the page is left.
  }
}

export interface SampleRun {
  readonly result: DryRun | undefined;
  readonly fault: Fault | undefined;
  /** What is shown is of an earlier text. */
  readonly isStale: boolean;
}

/** Runs a pipeline with a sample, without any effect, whenever either changes. */
export function useSampleRun(pipeline: Pipeline, sample: Sample, enabled: boolean): SampleRun {
  const { workspace } = useHome();
  const draft = useMemo(() => writePipeline(pipeline), [pipeline]);
  const [context, mocks] = [sample.context.value, sample.mocks.value];
  const wanted = useMemo(() => ({ draft, context, mocks }), [draft, context, mocks]);
  // Typing comes first: the run follows when there is time.
  const settled = useDeferredValue(wanted);
  const run = useQuery({
    queryKey: ["dry-run", settled],
    queryFn: () =>
      workspace.control.pipelines.dryRun(settled.draft, settled.context ?? {}, { mocks: { fetch: [...(settled.mocks ?? [])] } }),
    enabled: enabled && settled.context !== undefined && settled.mocks !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  return {
    result: run.data,
    fault: run.error ? faultOf(run.error) : undefined,
    isStale: run.isPlaceholderData || settled !== wanted,
  };
}
