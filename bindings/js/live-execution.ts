import type { Advance, EngineInstance, StartOptions, Step } from "./engine-instance.ts";
import { EngineCrashError } from "./errors.ts";
import type { Effect } from "./host/effect.ts";
import { hasEnded } from "./host/ending.ts";
import type { OutgoingText } from "./host/reveal.ts";
import { InputLog } from "./input-log.ts";
import type { PlanLease } from "./plan-handles.ts";
import type { LoadedPlan } from "./plan.ts";

/** A plan on a live instance. */
export interface OpenPlan {
  readonly instance: EngineInstance;
  readonly lease: PlanLease;
}

/**
 * Opens the plan of one execution on the instance that is alive. Rejects with EngineCrashError. Whoever waited for it
 * has to look whether the instance is alive still: others may have run meanwhile.
 */
export type ReopenPlan = () => Promise<OpenPlan>;

/**
 * One execution, on whichever instance is alive. When its instance dies of another execution's crash it is lost, and
 * `rebuild` tells its input log to a new instance. No effect is repeated by that: the new instance asks for the same
 * effects under the same ids, and those that are under way answer it. The call in which an instance dies throws
 * EngineCrashError, also within `rebuild`: that execution is the one that crashes it, and has ended.
 */
export class LiveExecution {
  readonly log: InputLog;
  readonly #reopen: ReopenPlan;
  #home: OpenPlan | undefined;
  /** In its instance, from the first step that waits on. */
  #handle: number | undefined;
  #begun = false;
  #rebuilding: Promise<void> | undefined;
  #closed = false;

  /** Takes over the lease. */
  constructor(opened: OpenPlan, reopen: ReopenPlan, contextJson: string, options: StartOptions) {
    this.log = new InputLog(contextJson, options);
    this.#home = opened;
    this.#reopen = reopen;
  }

  /** Whether `rebuild` is due. */
  get isLost(): boolean {
    return this.#home === undefined || this.#home.instance.isDead;
  }

  /** Throws `invalid_context`. */
  start(): Step {
    const { instance, lease } = this.#alive;
    this.#begun = true;
    const step = instance.start(lease.plan, this.log.contextJson, this.log.options);
    this.#handle = step.done ? undefined : step.execution;
    this.log.started(step);
    return step;
  }

  advance(supply: Advance): Step {
    const step = this.#alive.instance.advance(this.#handle!, supply);
    if (step.done && !this.log.options.hold) this.#handle = undefined;
    this.log.advanced(supply, step);
    return step;
  }

  /** Rejects with EngineCrashError when no instance can be started, when it crashes a new one or behaves otherwise. */
  rebuild(): Promise<void> {
    return (this.#rebuilding ??= this.#rebuild().finally(() => (this.#rebuilding = undefined)));
  }

  /** As EngineInstance.reveal, after a rebuild if one is due. Without a secret there is nothing to ask the core. */
  async reveal(host: string, texts: readonly OutgoingText[]): Promise<readonly (string | null)[]> {
    if (this.#closed) throw hasEnded();
    if (!this.log.asksForSecrets && areSmall(texts)) return texts.map(({ text }) => text);
    while (this.isLost) await this.rebuild();
    return this.#alive.instance.reveal(this.#handle!, host, texts);
  }

  /** `texts` with the secrets it has read masked. Precondition: it is not lost, and was started with `hold`. */
  redact(texts: readonly string[]): readonly string[] {
    return this.#handle === undefined ? texts : this.#alive.instance.redact(this.#handle, texts);
  }

  /** Where it is. Precondition: it is not lost. */
  get instance(): EngineInstance {
    return this.#alive.instance;
  }

  /** Leaves its instance. Should anybody still wait for it, it is lost, and will be rebuilt. */
  evict(): void {
    const home = this.#home;
    if (!home) return;
    if (this.#handle !== undefined) home.instance.cancel(this.#handle);
    this.#handle = undefined;
    home.lease.release();
    this.#home = undefined;
  }

  /** Leaves its instance for good. */
  close(): void {
    this.#closed = true;
    this.evict();
  }

  get #alive(): OpenPlan {
    if (!this.#home) throw new Error("a lost execution was used before it was rebuilt");
    return this.#home;
  }

  async #rebuild(): Promise<void> {
    let home = await this.#reopen();
    while (home.instance.isDead) home = await this.#reopen();
    if (this.#closed) {
      home.lease.release();
      throw hasEnded();
    }
    this.evict();
    this.#home = home;
    if (this.#begun) this.#handle = retell(this.log, home.instance, home.lease.plan);
  }
}

// A third of what a request may have in bytes, which is for the core to refuse: a UTF-16 unit becomes three at most.
const maxSmallUnits = 1_000_000;

function areSmall(texts: readonly OutgoingText[]): boolean {
  return texts.reduce((units, { text }) => units + text.length, 0) <= maxSmallUnits;
}

/** Tells `instance` all that is in the log; the handle of the execution that waits where the old one did. */
function retell(log: InputLog, instance: EngineInstance, plan: LoadedPlan): number {
  let execution = waitingFor(log.asked, instance.start(plan, log.contextJson, log.options), instance);
  for (const { supply, asked } of log.turns) {
    execution = waitingFor(asked, instance.advance(execution, supply), instance);
  }
  return execution;
}

function waitingFor(asked: readonly Effect[], step: Step, instance: EngineInstance): number {
  if (!step.done && JSON.stringify(step.effects) === JSON.stringify(asked)) return step.execution;
  if (!step.done) instance.cancel(step.execution);
  throw new EngineCrashError(new Error("Told the same again, the execution behaved otherwise than before."));
}
