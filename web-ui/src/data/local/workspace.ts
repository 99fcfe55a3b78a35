import type {
  Control,
  Deployment,
  EngineStats,
  FetchMock,
  Files,
  ImportOptions,
  ImportResult,
  Replayed,
  Rewrapped,
} from "sluice";
import type { Tried } from "sluice/cases";

import { knownHooks } from "../hooks.ts";
import type { BrowserEngine, CodeProblem, Run, TriedCases, Workspace, WorkspaceInfo } from "../workspace.ts";
import { controlCalls } from "./methods.ts";
import type { SentImportPlan } from "./playground-host.ts";

/** Calls a method of the playground's Worker. */
export type Call = <T>(method: string, args: readonly unknown[], signal?: AbortSignal) => Promise<T>;

/** The workspace in this browser, which can be begun anew. */
export interface PlaygroundWorkspace extends Workspace {
  readonly home: "playground";
  /** Deletes everything that the playground keeps, in all tabs. */
  reset(): Promise<void>;
}

/** `deployment`: where what is tried would run; default: one that has set nothing. */
export function browserEngine(call: Call, deployment?: () => Promise<Deployment>): BrowserEngine {
  const there = async <T>(method: string, args: readonly unknown[], signal?: AbortSignal): Promise<T> =>
    call<T>(method, [await deployment?.(), ...args], signal);
  return {
    checkCode: (code) => there<readonly CodeProblem[]>("checkCode", [code]),
    replayRecording: (recording, secrets = {}) => there<Replayed>("replayRecording", [recording, secrets]),
    tryPlan: (plan, context, tools, signal) => there<Tried>("tryPlan", [plan, context, tools], signal),
    runCases: (file, plan, signal) => there<TriedCases>("runCases", [file, plan], signal),
  };
}

export function localWorkspace(call: Call): PlaygroundWorkspace {
  return {
    ...browserEngine(call),
    home: "playground",
    control: controlOver(call, undefined),
    hooks: knownHooks,
    run: (trigger, request, signal) => call<Run>("run", [trigger, request], signal),
    replay: (traceId) => call<Replayed | null>("replay", [traceId]),
    stats: () => call<EngineStats>("stats", []),
    info: () => call<WorkspaceInfo>("info", []),
    deployment: () => call<Deployment>("deployment", []),
    mocks: {
      list: () => call<readonly FetchMock[]>("mocks", []),
      save: (mocks) => call<void>("saveMocks", [mocks]),
    },
    reset: () => call<void>("reset", []),
  };
}

function controlOver(call: Call, actor: string | undefined): Control {
  const part = <Name extends keyof typeof controlCalls>(name: Name): Control[Name] => {
    const calls = controlCalls[name].map((method) => {
      return [method, (...args: readonly unknown[]) => call(`${name}.${method}`, [actor, ...args])] as const;
    });
    // One function for each name of the list, which methods.ts holds against the type.
    return Object.fromEntries(calls) as unknown as Control[Name];
  };
  return {
    scripts: part("scripts"),
    pipelines: part("pipelines"),
    cases: part("cases"),
    secrets: {
      ...part("secrets"),
      rewrap: async (onProgress) => {
        const rewrapped = await call<Rewrapped>("secrets.rewrap", [actor]);
        const total = rewrapped.renewed + rewrapped.kept + rewrapped.failed.length;
        onProgress?.({ done: total, total });
        return rewrapped;
      },
    },
    audit: part("audit"),
    traces: part("traces"),
    journals: part("journals"),
    deployment: () => call<Deployment>("deployment", []),
    exportFiles: () => call<Files>("exportFiles", []),
    importFiles: async (files: Files, options: ImportOptions = {}) => {
      const { planId, ...plan } = await call<SentImportPlan>("planImport", [actor, files, options]);
      return { ...plan, apply: () => call<ImportResult>("applyImport", [planId]) };
    },
    as: (name) => controlOver(call, name),
  };
}
