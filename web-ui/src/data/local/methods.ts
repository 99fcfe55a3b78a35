import type { Control, Deployment, Files, ImportOptions, Plan } from "sluice";
import type { CaseFile } from "sluice/cases";

import type { HandedSecrets, Recording, RunRequest, TrialTools } from "../workspace.ts";
import { storageFault } from "./browser-store.ts";
import type { PlaygroundHost } from "./playground-host.ts";
import type { Method } from "./rpc.ts";

/** The parts of a control plane, and their calls, that cross to the page as they are. */
export const controlCalls = {
  scripts: ["save", "get", "list", "versions", "version", "diff", "restore", "delete"],
  pipelines: [
    "saveDraft",
    "draft",
    "discardDraft",
    "list",
    "check",
    "dryRun",
    "runCases",
    "publish",
    "unpublish",
    "versions",
    "diff",
    "rollback",
    "enable",
    "disable",
    "health",
  ],
  cases: ["list", "get", "save", "delete"],
  secrets: ["set", "bind", "list", "users", "delete"],
  audit: ["list"],
  traces: ["list", "activity", "get", "otlp", "plan", "cleanup", "eraseUser"],
  journals: ["get"],
} as const satisfies { readonly [Part in keyof Control]?: readonly (keyof Control[Part])[] };

/** Where what is tried would run; absent: where nothing was set. */
type Where = Deployment | undefined;

type Part = keyof typeof controlCalls;

/** Calls after which other tabs have to read anew. */
const changing: ReadonlySet<string> = new Set([
  ...["save", "restore", "delete"].map((call) => `scripts.${call}`),
  ...["saveDraft", "discardDraft", "publish", "unpublish", "rollback", "enable", "disable"].map(
    (call) => `pipelines.${call}`,
  ),
  ...["save", "delete"].map((call) => `cases.${call}`),
  ...["set", "bind", "delete", "rewrap"].map((call) => `secrets.${call}`),
  ...["cleanup", "eraseUser"].map((call) => `traces.${call}`),
  ...["run", "applyImport", "saveMocks"],
]);

/**
 * What a host answers over a connection. `tell` hears "changed" after each call that changed something, and "reset" after
 * everything was deleted.
 */
export function methodsOf(
  host: PlaygroundHost,
  tell: (change: "changed" | "reset") => void,
): Readonly<Record<string, Method>> {
  const methods: Record<string, Method> = {
    ...controlMethods(host),
    "secrets.rewrap": async ([as]) => (await host.control(as as string | undefined)).secrets.rewrap(),
    deployment: async () => (await host.control()).deployment(),
    exportFiles: async () => (await host.control()).exportFiles(),
    planImport: ([as, files, options]) => {
      return host.planImport(as as string | undefined, files as Files, (options ?? {}) as ImportOptions);
    },
    applyImport: ([planId]) => host.applyImport(planId as number),
    run: ([trigger, request], signal) => host.run(trigger as string, request as RunRequest, signal),
    replay: ([traceId]) => host.replay(traceId as string),
    replayRecording: ([where, recording, secrets]) => {
      return host.trials(where as Where).replay(recording as Recording, secrets as HandedSecrets);
    },
    tryPlan: ([where, plan, context, tools], signal) => {
      return host.trials(where as Where).tryPlan(plan as Plan, context as object, tools as TrialTools, signal);
    },
    runCases: ([where, file, plan], signal) => {
      return host.trials(where as Where).runCases(file as CaseFile, plan as Plan, signal);
    },
    checkCode: ([where, code]) => host.trials(where as Where).checkCode(code as string),
    stats: () => host.stats(),
    info: () => host.info(),
    mocks: () => host.mocks(),
    saveMocks: ([mocks]) => host.saveMocks(mocks as Parameters<PlaygroundHost["saveMocks"]>[0]),
    reset: async () => {
      await host.reset();
      tell("reset");
    },
  };
  return Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, telling(name, method, tell)]));
}

/** `scripts.save` and so on: the first argument is who acts, the others are the call's. */
function controlMethods(host: PlaygroundHost): Record<string, Method> {
  const calls = (Object.keys(controlCalls) as Part[]).flatMap((part) => controlCalls[part].map((call) => [part, call]));
  return Object.fromEntries(
    calls.map(([part, call]): [string, Method] => [
      `${part}.${call}`,
      async ([as, ...args]) => {
        const control = await host.control(as as string | undefined);
        const calls = control[part as Part] as unknown as Readonly<Record<string, (...some: unknown[]) => unknown>>;
        return calls[call as string]!(...args);
      },
    ]),
  );
}

function telling(name: string, method: Method, tell: (change: "changed") => void): Method {
  return async (args, signal) => {
    try {
      return await method(args, signal);
    } catch (error) {
      throw storageFault(error);
    } finally {
      // Also after a failure: some of it may have been written.
      if (changing.has(name)) tell("changed");
    }
  };
}
