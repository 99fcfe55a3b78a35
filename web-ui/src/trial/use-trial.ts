import type { FetchMock, PipelineDraft, Plan } from "sluice";
import { planOf } from "sluice/cases";
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react";

import { faultOf } from "../data/faults.ts";
import { useHome } from "../data/home.tsx";
import { useRun, useTryPlan } from "../data/queries/runs.ts";
import { useSaveScripts, useTellTyped } from "../data/queries/script-editing.ts";
import { useSecrets } from "../data/queries/secrets.ts";
import type { HookDescription } from "../data/workspace.ts";
import { idsOf, readPipeline } from "../pipelines/model/draft.ts";
import { sampleContext } from "../pipelines/model/samples.ts";
import { samplesOf } from "../examples/index.ts";
import { contextText, readContext } from "./context-fields.ts";
import {
  plainSecretsOf,
  settingsAsked,
  trialSecrets,
  type SecretChoice,
  type SecretChoices,
  type TrialSecret,
} from "./trial-secrets.ts";
import { scriptIn, useCodesAsEdited } from "./use-codes.ts";
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
  /** What the scripts find under the names of secrets they ask for. It is forgotten with the page. */
  readonly secrets: readonly TrialSecret[];
  choose(name: string, choice: SecretChoice): void;
  /** Names of the settings that the scripts ask for. */
  readonly settings: readonly string[];
  /** Runs as soon as everything has been read. In the playground, and before what is published, scripts are saved. */
  run(): void;
  readonly isRunning: boolean;
  /** The last result; it stays until there is another. */
  readonly result: TrialResult | undefined;
  /** Something was changed since. */
  readonly isStale: boolean;
  /** Why the last try has no result. */
  readonly failed: TrialFault | undefined;
  /** What a draft is run as; undefined until everything has been read. */
  readonly plan: Plan | undefined;
}

/** Tries a hook out, and keeps what was typed and what came of it. */
export function useTrial({ hook, pipeline, scripts, mocks }: TrialOptions): Trial {
  const { name: home } = useHome();
  const book = useMemo(() => new TrialBook(home), [home]);
  const [kept, keep] = useState(() => begin(hook, book));
  if (kept.trigger !== hook.name) keep(begin(hook, book));
  const { input, result, failed, choices } = kept;
  const { codes, error } = useCodesAsEdited(scripts);
  const { data: stored, isPending } = useSecrets();
  const texts = useMemo(() => [...(codes?.values() ?? [])].filter((code) => code !== null), [codes]);
  const settings = useMemo(() => settingsAsked(texts), [texts]);
  const secrets = useMemo(() => trialSecrets(texts, stored ?? [], choices), [texts, stored, choices]);
  const plan = useMemo(() => (pipeline && codes ? planAsEdited(pipeline, codes) : undefined), [pipeline, codes]);
  const read = plan && pipeline && codes && mocks && !isPending ? { plan, pipeline, codes, mocks, secrets } : undefined;
  const fingerprint = read && fingerprintOf({ ...read, input, scripts: [...read.codes.values()] });
  const ask = useAsk(hook.name);
  const change = useCallback(
    (changes: Partial<TrialInput>) =>
      keep((before) => {
        const after = { ...before.input, ...changes };
        book.keepInput(before.trigger, after);
        return { ...before, input: after };
      }),
    [book],
  );
  const came = (changes: Partial<Kept>): void =>
    // The person may have gone on to another hook.
    keep((now) => (now.trigger === hook.name ? { ...now, ...changes } : now));
  const runNow = async (ready: Ready, of: string): Promise<void> => {
    try {
      const next = { at: Date.now(), source: input.source, fingerprint: of, ...(await ask.run(ready, input)) };
      came({ result: next, failed: undefined });
      book.keepResult(hook.name, next);
    } catch (fault) {
      came({ failed: { fault: faultOf(fault) } });
    }
  };
  const [isWanted, setWanted] = useState(false);
  const tellTyped = useTellTyped();
  const start = useEffectEvent(() => {
    setWanted(false);
    if (read && fingerprint !== undefined) void runNow(read, fingerprint);
    else came({ failed: { fault: faultOf(error) } });
  });
  const isReady = read !== undefined || error !== null;
  useEffect(() => {
    if (isWanted && isReady) start();
  }, [isWanted, isReady]);
  return {
    ...{ input, change, secrets, settings, result, failed, plan },
    choose: (name, choice) => keep((before) => ({ ...before, choices: { ...before.choices, [name]: choice } })),
    run: () => {
      tellTyped();
      setWanted(true);
    },
    isRunning: isWanted || ask.isPending,
    isStale: result !== undefined && fingerprint !== undefined && result.fingerprint !== fingerprint,
  };
}

/** What belongs to a hook. */
interface Kept {
  readonly trigger: string;
  readonly input: TrialInput;
  readonly result: TrialResult | undefined;
  readonly failed: TrialFault | undefined;
  readonly choices: SecretChoices;
}

function begin(hook: HookDescription, book: TrialBook): Kept {
  const { name: trigger } = hook;
  const input = book.input(trigger) ?? firstInput(hook);
  return { trigger, input, result: book.result(trigger), failed: undefined, choices: {} };
}

/** All that a run is made of besides what was typed. */
interface Ready {
  readonly plan: Plan;
  readonly codes: ReadonlyMap<string, string | null>;
  readonly mocks: readonly FetchMock[];
  readonly secrets: readonly TrialSecret[];
}

function planAsEdited(pipeline: PipelineDraft, codes: ReadonlyMap<string, string | null>): Plan {
  return planOf(pipeline, scriptIn(codes), idsOf(readPipeline(pipeline).layers));
}

type Answer = Omit<TrialResult, "at" | "source" | "fingerprint">;

/** Asks this browser's engine for what a draft does, and the home for what is published. */
function useAsk(trigger: string) {
  const { workspace } = useHome();
  const save = useSaveScripts();
  const draft = useTryPlan();
  const live = useRun(trigger);
  const run = async ({ plan, codes, mocks, secrets }: Ready, input: TrialInput): Promise<Answer> => {
    const isPublished = input.source === "published";
    const unsaved = isPublished || workspace.home === "playground" ? await save([...codes.keys()]) : [];
    if (unsaved.length > 0) throw new Error(`${unsaved.join(", ")} could not be saved, so nothing was run.`);
    const { context, fault } = readContext(input.contextText);
    if (!context) throw new Error(fault);
    const who = {
      ...(input.userId !== "" && { userId: input.userId }),
      ...(input.requestIp !== "" && { requestIp: input.requestIp }),
    };
    if (isPublished) return { ...(await live.mutateAsync({ context, ...who })), wouldCall: [] };
    const tools = { ...who, mocks, secrets: plainSecretsOf(secrets), env: input.env ?? {} };
    const ran = [...codes].flatMap(([id, code]) => (code === null ? [] : [[id, code] as const]));
    return { ...(await draft.mutateAsync({ plan, context, tools })), codes: Object.fromEntries(ran) };
  };
  return { run, isPending: draft.isPending || live.isPending };
}

/** What is shown before anybody has typed: an example's sample, or one made of the definition. */
export function firstInput({ name, context }: HookDescription): TrialInput {
  const [sample] = samplesOf(name);
  const text = contextText(sample?.context ?? sampleContext(context));
  return { source: "draft", contextText: text, userId: "", requestIp: "" };
}
