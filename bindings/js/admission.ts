import { SluiceError } from "./errors.ts";
import type { Limits, Mode } from "./generated/catalog.ts";
import type { Clock } from "./options.ts";
import type { ClockKind } from "./trace.ts";
import { TurnQueue } from "./turn-queue.ts";

/**
 * How often a request that waits looks for itself: where clocks stand still each request has its own I/O, and none can
 * wake another.
 */
export function queueLookMs(clock: ClockKind): number | undefined {
  return clock === "frozen" ? 5 : undefined;
}

/** What an execution needs while it runs. A LoadedPlan is one. */
export interface Claim {
  readonly trigger: string;
  readonly mode: Mode;
  readonly widest: number;
  readonly limits: Pick<Limits, "memoryBytes" | "executionMs">;
}

/** The room an execution has until it leaves. */
export interface Stay {
  readonly claim: Claim;
  /** When it is taken for abandoned, ms since the epoch. */
  readonly until: number;
  /** Called when it is taken for abandoned. */
  evict?: () => void;
}

/** What is admitted and what waits. */
export interface QueueStats {
  /** Executions that wait. */
  readonly length: number;
  readonly waiting: Readonly<Record<Mode, number>>;
  /** VMs reserved by executions under way. */
  readonly vms: number;
  /** Their memory limits together. */
  readonly reservedBytes: number;
  /** Executions turned away as `engine_busy` since the engine was created. */
  readonly busy: number;
  /** Executions that ended as `queue_timeout` since the engine was created. */
  readonly timeouts: number;
}

export type AdmissionLimits = Pick<Limits, "concurrentVms" | "totalMemoryBytes" | "queueLength" | "queueMs">;

interface Waiter {
  readonly claim: Claim;
  readonly trigger: string;
  readonly deadline: number;
  /** What came of it. */
  verdict?: { readonly stay: Stay } | { readonly refusal: unknown };
  /** Ends its sleep. */
  wake: () => void;
}

/** How much longer than its time limit an execution may be on its way, computing, before it is taken for abandoned. */
const graceMs = 5_000;

/**
 * Lets executions in as long as there is room for their VMs, and keeps the others waiting. An execution reserves the
 * VMs and the memory of its widest layer before it starts and gives them back when it ends: reserved by script run,
 * two executions could each hold a part of what both need for their next layer, and neither would ever go on.
 *
 * Blocking and enrichment come before async. Within a class triggers take turns, and whoever is first waits until
 * there is room for it: nobody slips past, or a wide pipeline would wait for ever. When the queue is full the last of
 * the longest line makes room for a trigger with fewer waiting, and async for the others.
 *
 * On Workers a request that is given up ends without a word: its code never runs on, its timers never fire. So room
 * that was not given back long after the time limit is taken back, and who has waited past its deadline is passed over.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #now: Clock;
  readonly #lookMs: number | undefined;
  readonly #stays = new Set<Stay>();
  readonly #urgent = new TurnQueue<Waiter>();
  readonly #async = new TurnQueue<Waiter>();
  #vms = 0;
  #bytes = 0;
  #busy = 0;
  #timeouts = 0;

  /**
   * `lookMs`: requests cannot wake each other, as on Workers, so that each looks for itself this often.
   * Precondition: every claim fits into `limits` when nothing else is admitted; check-options.ts sees to that.
   */
  constructor(limits: AdmissionLimits, now: Clock, lookMs?: number) {
    this.#limits = limits;
    this.#now = now;
    this.#lookMs = lookMs;
  }

  /** Executions that are in. */
  get admitted(): number {
    return this.#stays.size;
  }

  get stats(): QueueStats {
    const waiting = { blocking: 0, enrichment: 0, async: this.#async.length };
    for (const { claim } of this.#urgent) waiting[claim.mode]++;
    return {
      length: this.#length,
      waiting,
      vms: this.#vms,
      reservedBytes: this.#bytes,
      busy: this.#busy,
      timeouts: this.#timeouts,
    };
  }

  /** Lets an execution in at once, unless there is no room or somebody is before it. */
  tryEnter(claim: Claim): Stay | undefined {
    if (this.#isFree(claim)) return this.#admit(claim);
    this.#takeBack();
    return this.#isFree(claim) ? this.#admit(claim) : undefined;
  }

  /**
   * Waits until an execution is let in. Rejects with `engine_busy` when the queue is full, with `queue_timeout` after
   * `queueMs`, and with the reason of the caller's signal.
   */
  async enter(claim: Claim, signal?: AbortSignal): Promise<Stay> {
    signal?.throwIfAborted();
    const { queueMs } = this.#limits;
    const waiter: Waiter = { claim, trigger: claim.trigger, deadline: this.#now() + queueMs, wake: () => undefined };
    this.#enqueue(waiter);
    const aborted = (): void => this.#withdraw(waiter, signal?.reason);
    signal?.addEventListener("abort", aborted);
    try {
      return await this.#verdict(waiter);
    } finally {
      signal?.removeEventListener("abort", aborted);
    }
  }

  /** Gives back what a stay reserved. Does nothing for one that was taken back. */
  leave(stay: Stay): void {
    this.#release(stay);
    this.#letIn();
  }

  get #length(): number {
    return this.#urgent.length + this.#async.length;
  }

  #queueOf({ mode }: Claim): TurnQueue<Waiter> {
    return mode === "async" ? this.#async : this.#urgent;
  }

  #isFree(claim: Claim): boolean {
    const first = this.#urgent.length === 0 && (claim.mode !== "async" || this.#async.length === 0);
    return claim.widest === 0 || (first && this.#fits(claim));
  }

  #fits(claim: Claim): boolean {
    const { concurrentVms, totalMemoryBytes } = this.#limits;
    return this.#vms + claim.widest <= concurrentVms && this.#bytes + bytesOf(claim) <= totalMemoryBytes;
  }

  #admit(claim: Claim): Stay {
    this.#vms += claim.widest;
    this.#bytes += bytesOf(claim);
    const stay: Stay = { claim, until: this.#now() + claim.limits.executionMs + graceMs };
    this.#stays.add(stay);
    return stay;
  }

  #release(stay: Stay): void {
    if (!this.#stays.delete(stay)) return;
    this.#vms -= stay.claim.widest;
    this.#bytes -= bytesOf(stay.claim);
  }

  #letIn(): void {
    for (const queue of [this.#urgent, this.#async]) {
      for (let { first } = queue; first; { first } = queue) {
        const late = first.deadline < this.#now();
        if (!late && !this.#fits(first.claim)) return;
        queue.shift();
        settle(first, late ? { refusal: this.#late() } : { stay: this.#admit(first.claim) });
      }
    }
  }

  /** Throws `engine_busy` when the queue is full and nobody has to make room. */
  #enqueue(waiter: Waiter): void {
    if (this.#length >= this.#limits.queueLength) this.#dropLate();
    if (this.#length >= this.#limits.queueLength) this.#makeRoomFor(waiter);
    this.#queueOf(waiter.claim).push(waiter);
  }

  #makeRoomFor({ claim, trigger }: Waiter): void {
    this.#busy++;
    const queue = this.#queueOf(claim);
    const victims = this.#async.length > 0 ? this.#async : this.#urgent;
    const victim = victims.lastOfLongest;
    const hasFewer = victim !== undefined && queue.lengthOf(trigger) + 1 < queue.lengthOf(victim.trigger);
    if (!victim || (victims === queue ? !hasFewer : claim.mode === "async")) throw this.#full();
    victims.remove(victim);
    settle(victim, { refusal: this.#full() });
  }

  #full(): SluiceError {
    return new SluiceError("engine_busy", `${this.#length} executions wait for VMs (limit queueLength)`);
  }

  /** Sleeps until there is a verdict, at most for `queueMs`. */
  async #verdict(waiter: Waiter): Promise<Stay> {
    const { queueMs } = this.#limits;
    const step = this.#lookMs ?? queueMs;
    for (let left = queueMs; waiter.verdict === undefined; left -= step) {
      if (left > 0) await this.#sleep(waiter, Math.min(step, left));
      else this.#withdraw(waiter, this.#late());
    }
    if ("stay" in waiter.verdict) return waiter.verdict.stay;
    throw waiter.verdict.refusal;
  }

  #sleep(waiter: Waiter, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      if (this.#lookMs !== undefined) return;
      waiter.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #withdraw(waiter: Waiter, refusal: unknown): void {
    if (this.#queueOf(waiter.claim).remove(waiter)) settle(waiter, { refusal });
    this.#letIn();
  }

  #late(): SluiceError {
    this.#timeouts++;
    const { queueMs } = this.#limits;
    return new SluiceError("queue_timeout", `no VM was free within ${queueMs} ms (limit queueMs)`);
  }

  #dropLate(): void {
    const now = this.#now();
    for (const queue of [this.#urgent, this.#async]) {
      for (const waiter of [...queue].filter(({ deadline }) => deadline < now)) {
        queue.remove(waiter);
        settle(waiter, { refusal: this.#late() });
      }
    }
  }

  /** Takes back the room of those who should have left long ago. */
  #takeBack(): void {
    const now = this.#now();
    const abandoned = [...this.#stays].filter(({ until }) => until < now);
    for (const stay of abandoned) {
      this.#release(stay);
      stay.evict?.();
    }
    if (abandoned.length > 0) this.#letIn();
  }
}

function settle(waiter: Waiter, verdict: NonNullable<Waiter["verdict"]>): void {
  waiter.verdict = verdict;
  waiter.wake();
}

function bytesOf({ widest, limits }: Claim): number {
  return widest * limits.memoryBytes;
}
