import {
  createControl,
  createEngine,
  mockedFetch,
  traceRetentionMs,
  type Control,
  type Deployment,
  type Engine,
  type EngineStats,
  type FetchMock,
  type Files,
  type ImportOptions,
  type ImportPlan,
  type ImportResult,
  type KeyValueStore,
  type Replayed,
} from "sluice";
import about from "sluice/package.json" with { type: "json" };

import type { Run, RunRequest, WorkspaceInfo } from "../workspace.ts";
import type { OpenedStore } from "./browser-store.ts";
import { deleteAll, ownKeys, readMocks, writeMocks } from "./playground-records.ts";
import { Trials } from "./trials.ts";

/** A control plane and an engine over one store. */
interface Opened {
  readonly store: KeyValueStore;
  readonly keptIn: OpenedStore["keptIn"];
  readonly control: Control;
  readonly engine: Engine;
}

/** A plan of an import without its function, which does not cross to the page. */
export interface SentImportPlan extends Omit<ImportPlan, "apply"> {
  readonly planId: number;
}

const actor = "you";
const traceRetentionDays = traceRetentionMs / (24 * 60 * 60 * 1_000);
const maxPlans = 8;

/** What runs inside the playground's Worker. Nothing is opened before it is needed. */
export class PlaygroundHost {
  readonly #openStore: () => Promise<OpenedStore>;
  readonly #plans = new Map<number, ImportPlan>();
  #trials = new Trials(undefined);
  #opening: Promise<Opened> | undefined;
  #lastPlan = 0;

  constructor(openStore: () => Promise<OpenedStore>) {
    this.#openStore = openStore;
  }

  async control(as?: string): Promise<Control> {
    const { control } = await this.#opened();
    return as === undefined ? control : control.as(as);
  }

  /** The trace is there when this answers. */
  async run(trigger: string, { context, userId, requestIp }: RunRequest, signal: AbortSignal): Promise<Run> {
    const { engine, control } = await this.#opened();
    const saving: Promise<unknown>[] = [];
    const outcome = await engine.run(trigger, context, {
      ...(userId !== undefined && { userId }),
      ...(requestIp !== undefined && { requestIp }),
      waitUntil: (work) => void saving.push(work),
      signal,
    });
    await Promise.all(saving);
    const trace = outcome.traceId === undefined ? null : await control.traces.get(outcome.traceId);
    return { outcome, ...(trace && { trace }) };
  }

  async replay(traceId: string): Promise<Replayed | null> {
    const { engine, control } = await this.#opened();
    const journal = await control.journals.get(traceId);
    return journal && engine.replay(journal);
  }

  /** What is tried without being kept, as it would run in a deployment. */
  trials(where: Deployment | undefined): Trials {
    if (this.#trials.isOf(where)) return this.#trials;
    this.#trials.close();
    this.#trials = new Trials(where);
    return this.#trials;
  }

  async stats(): Promise<EngineStats> {
    return (await this.#opened()).engine.stats();
  }

  async info(): Promise<WorkspaceInfo> {
    const { engine, keptIn } = await this.#opened();
    const layers = [[{ id: "probe", code: "return {}" }]];
    const { trace } = await engine.execute({ trigger: "probe", mode: "blocking", layers }, {});
    const can = ["trigger", "read", "write", "replay", "cron", "admin"] as const;
    const engineHash = trace?.engineHash ?? "";
    return { version: about.version, engineHash, can, faults: [], keptIn, traceRetentionDays };
  }

  async mocks(): Promise<FetchMock[]> {
    return readMocks((await this.#opened()).store);
  }

  async saveMocks(mocks: readonly FetchMock[]): Promise<void> {
    await writeMocks((await this.#opened()).store, mocks);
  }

  async planImport(as: string | undefined, files: Files, options: ImportOptions): Promise<SentImportPlan> {
    const plan = await (await this.control(as)).importFiles(files, options);
    const planId = ++this.#lastPlan;
    this.#plans.set(planId, plan);
    this.#plans.delete(planId - maxPlans);
    const { apply: _, ...sent } = plan;
    return { ...sent, planId };
  }

  async applyImport(planId: number): Promise<ImportResult> {
    const plan = this.#plans.get(planId);
    if (!plan) throw new TypeError("The plan of this import is no longer kept; look at the files again.");
    return plan.apply();
  }

  /** Deletes everything that the playground keeps. */
  async reset(): Promise<void> {
    await deleteAll((await this.#opened()).store);
    await this.forget();
  }

  /** Another tab has deleted everything: an engine remembers revisions and keys that no longer are. */
  async forget(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    this.#plans.clear();
    await (await opening?.catch(() => undefined))?.engine.close();
  }

  #opened(): Promise<Opened> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #open(): Promise<Opened> {
    const { store, keptIn } = await this.#openStore();
    const secretKeys = await ownKeys(store);
    const fetch = async (url: string, init: RequestInit): Promise<Response> =>
      mockedFetch(await readMocks(store))(url, init);
    return {
      store,
      keptIn,
      control: createControl({ store, secretKeys, actor }),
      engine: await createEngine({ store, secretKeys, fetch }),
    };
  }
}
