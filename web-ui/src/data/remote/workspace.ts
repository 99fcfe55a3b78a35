import { SluiceError, type Deployment, type EngineStats, type Outcome, type Replayed, type Trace } from "sluice";
import { ApiClient, pathOf, remoteControl, type ApiClientOptions } from "sluice/remote";

import { knownHooks } from "../hooks.ts";
import type { BrowserEngine, Role, Run, RunRequest, Workspace, WorkspaceInfo } from "../workspace.ts";
import { browserMocks } from "./browser-mocks.ts";

export interface RemoteWorkspaceOptions extends ApiClientOptions {
  /** What is edited, and what a worker recorded, is run here: a worker knows only what was saved. */
  readonly engine: (deployment: () => Promise<Deployment>) => BrowserEngine;
}

/** A deployed worker, over its HTTP API. */
export function remoteWorkspace({ engine, ...options }: RemoteWorkspaceOptions): Workspace {
  const api = new ApiClient(options);
  const { wait = pause } = options;
  const control = remoteControl(api);
  const deployment = new LastAnswer(() => control.deployment());
  return {
    ...engine(() => deployment.get()),
    home: "admin",
    control,
    hooks: knownHooks,
    run: (trigger, request, signal) => run(api, trigger, { ...request, signal }, wait),
    replay: (traceId) => replay(api, traceId),
    mocks: browserMocks(),
    stats: async () => (await api.get<{ engine: EngineStats }>("stats")).engine,
    info: () => info(api),
    deployment: () => deployment.ask(),
  };
}

/** Keeps what was answered last. */
class LastAnswer<T> {
  readonly #question: () => Promise<T>;
  #last: Promise<T> | undefined;

  constructor(question: () => Promise<T>) {
    this.#question = question;
  }

  /** Asks anew; until that is answered, and if it fails, the answer before it stays. */
  async ask(): Promise<T> {
    const asked = this.#question();
    this.#last ??= asked;
    try {
      const answer = await asked;
      this.#last = asked;
      return answer;
    } catch (error) {
      if (this.#last === asked) this.#last = undefined;
      throw error;
    }
  }

  get(): Promise<T> {
    return this.#last ?? this.ask();
  }
}

/** A trace is saved after the outcome was answered. */
const traceTries = 5;
const traceWaitMs = 120;

async function run(
  api: ApiClient,
  trigger: string,
  { context, userId, requestIp, signal }: RunRequest & { readonly signal: AbortSignal | undefined },
  wait: (ms: number) => Promise<void>,
): Promise<Run> {
  const body = { context, userId, requestIp };
  const outcome = await api.send<Outcome>("POST", pathOf("triggers", trigger), { body, signal });
  const { traceId } = outcome;
  for (let tries = 0; traceId !== undefined && tries < traceTries; tries++) {
    await wait(traceWaitMs * tries);
    const trace = await api.find<Trace>(pathOf("traces", traceId), { signal });
    if (trace) return { outcome, trace };
  }
  return { outcome };
}

async function replay(api: ApiClient, traceId: string): Promise<Replayed | null> {
  try {
    return await api.send<Replayed>("POST", pathOf("journals", traceId, "replay"), { body: {} });
  } catch (error) {
    if (error instanceof SluiceError && error.code === "not_found") return null;
    throw error;
  }
}

interface Health {
  readonly version: string;
  readonly engineHash?: string;
  readonly faults: readonly string[];
  readonly traceRetentionDays: number;
}

async function info(api: ApiClient): Promise<WorkspaceInfo> {
  const { roles } = await api.get<{ roles: readonly Role[] }>("token");
  const { engineHash = "", ...health } = await api.get<Health>("health", { also: 503 });
  const { version, faults, traceRetentionDays } = health;
  return { version, engineHash, faults, traceRetentionDays, can: roles, keptIn: "worker" };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
