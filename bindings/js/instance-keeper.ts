import { EngineInstance, type CoreOptions } from "./engine-instance.ts";
import { EngineCrashError, SluiceError } from "./errors.ts";
import type { EngineModule } from "./module/engine-module.ts";

/** Starts an instance of the engine's module. */
export type StartModule = () => Promise<EngineModule>;

/**
 * Hands out the one live instance of an engine or control plane, starting it on first use and again after a crash.
 * Whoever got an instance may use it until it is dead, also when the keeper has moved on to another.
 */
export class InstanceKeeper {
  readonly #start: StartModule;
  readonly #options: CoreOptions;
  #starting: Promise<EngineInstance> | undefined;
  #live: EngineInstance | undefined;
  #crashes = 0;

  constructor(start: StartModule, options: CoreOptions) {
    this.#start = start;
    this.#options = options;
  }

  /** Instances that died or could not be started, as far as noticed. */
  get crashes(): number {
    return this.#crashes + (this.#live?.isDead ? 1 : 0);
  }

  /** The live instance, if there is one. */
  get live(): EngineInstance | undefined {
    return this.#live?.isDead ? undefined : this.#live;
  }

  /** Rejects with EngineCrashError when none can be started, and with what the core says of options that do not fit. */
  async get(): Promise<EngineInstance> {
    if (this.live) return this.live;
    // Shared between requests: starting does no I/O on Workers that could end with the request that began it.
    this.#starting ??= this.#startInstance().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  /** Lets go of the instance; its memory is freed once nobody uses it any longer. */
  release(): void {
    this.#crashes = this.crashes;
    this.#live = undefined;
  }

  async #startInstance(): Promise<EngineInstance> {
    this.release();
    try {
      this.#live = new EngineInstance(await this.#start(), this.#options);
      return this.#live;
    } catch (error) {
      if (error instanceof SluiceError && !(error instanceof EngineCrashError)) throw error;
      this.#crashes++;
      throw error instanceof EngineCrashError ? error : new EngineCrashError(error);
    }
  }
}
