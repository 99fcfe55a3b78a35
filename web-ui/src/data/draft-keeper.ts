import { SluiceError, type Control, type Draft, type PipelineDraft } from "sluice";

import { faultOf, type Fault } from "./faults.ts";
import { KeptValue, type KeptTexts } from "./kept-value.ts";
import type { HomeName } from "./workspace.ts";

/** How far a draft has been saved. */
export type SaveState =
  | { readonly kind: "saved" }
  /** Edited; it is saved in a moment. */
  | { readonly kind: "edited" }
  | { readonly kind: "saving" }
  /** Somebody else saved in between. `theirs`: what is stored now, null if it was discarded. Nothing is lost. */
  | { readonly kind: "conflict"; readonly theirs: Draft | null }
  /** It could not be saved and is kept in this browser. `unreachable` is tried again by itself. */
  | { readonly kind: "failed"; readonly fault: Fault };

export interface DraftState {
  /** What the person sees; undefined until it has been read. Without a draft: what is published, or nothing. */
  readonly pipeline: PipelineDraft | undefined;
  /** Revision of the stored draft that it was made from; 0: there was none; undefined until it has been read. */
  readonly revision: number | undefined;
  /** The stored draft that it was made from. */
  readonly stored: Draft | null;
  readonly save: SaveState;
  /** Why it could not be read. */
  readonly fault: Fault | undefined;
}

export interface DraftKeeperOptions {
  readonly trigger: string;
  readonly home: HomeName;
  readonly control: Pick<Control, "pipelines">;
  /** Default: `localStorage`, where there is one. */
  readonly texts?: KeptTexts;
  /** How long after the last edit it is saved. Default 600. */
  readonly afterMs?: number;
  /** How long after a failure it is tried again. Default 5,000. */
  readonly againMs?: number;
}

/** An edit as it waits in this browser for being saved. */
interface KeptEdit {
  readonly pipeline: PipelineDraft;
  readonly revision: number;
}

/**
 * Keeps a draft between the screen and the store. Edits show at once, are kept in this browser until they are saved,
 * and are saved a moment after the last of them, one save at a time, each made to the revision that was seen. When
 * somebody else was faster, nothing is saved any more until `resolve` says which of the two stays.
 */
export class DraftKeeper {
  readonly trigger: string;
  readonly control: DraftKeeperOptions["control"];
  readonly #kept: KeptValue<KeptEdit>;
  readonly #afterMs: number;
  readonly #againMs: number;
  readonly #listeners = new Set<() => void>();
  #state: DraftState = {
    pipeline: undefined,
    revision: undefined,
    stored: null,
    save: { kind: "saved" },
    fault: undefined,
  };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;
  #reading: Promise<void> | undefined;

  constructor({ trigger, home, control, texts, afterMs = 600, againMs = 5_000 }: DraftKeeperOptions) {
    this.trigger = trigger;
    this.control = control;
    this.#kept = new KeptValue(`sluice:${home}:draft:${trigger}`, texts);
    this.#afterMs = afterMs;
    this.#againMs = againMs;
  }

  readonly snapshot = (): DraftState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads what there is. The answer stops the timers; what is not saved stays in this browser. */
  start(): () => void {
    if (this.#state.pipeline === undefined) void this.read();
    else if (this.#state.save.kind === "edited") this.#saveIn(this.#afterMs);
    return () => clearTimeout(this.#timer);
  }

  /** Reads the stored draft, and puts over it what an earlier page could not save any more. */
  async read(): Promise<void> {
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
    await this.#reading;
  }

  edit(pipeline: PipelineDraft): void {
    const { revision = 0, save } = this.#state;
    this.#kept.set({ pipeline, revision });
    if (save.kind === "conflict") return this.#set({ pipeline });
    this.#set({ pipeline, save: { kind: "edited" } });
    this.#saveIn(this.#afterMs);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#saving;
    const { kind } = this.#state.save;
    if (kind === "edited" || kind === "failed") await this.#save();
  }

  resolve(choice: "mine" | "theirs" | PipelineDraft): void {
    const { save, pipeline } = this.#state;
    if (save.kind !== "conflict") return;
    const { theirs } = save;
    this.#set({ stored: theirs, revision: theirs?.revision ?? 0 });
    if (choice !== "theirs") {
      this.#set({ save: { kind: "edited" } });
      const chosen = choice === "mine" ? pipeline : choice;
      if (chosen) this.edit(chosen);
      return;
    }
    this.#kept.remove();
    this.#set({ pipeline: theirs?.pipeline ?? { trigger: this.trigger, layers: [] }, save: { kind: "saved" } });
  }

  async #read(): Promise<void> {
    try {
      const stored = await this.control.pipelines.draft(this.trigger);
      const revision = stored?.revision ?? 0;
      const kept = this.#kept.get();
      const pipeline = kept?.pipeline ?? stored?.pipeline ?? (await this.#published());
      const save = keptState(kept, stored);
      this.#set({ stored, revision, pipeline, save, fault: undefined });
      if (save.kind === "saved") this.#kept.remove();
      if (save.kind === "edited") this.#saveIn(this.#afterMs);
    } catch (error) {
      this.#set({ fault: faultOf(error) });
    }
  }

  /** What runs, as the first form of a draft. */
  async #published(): Promise<PipelineDraft> {
    const summary = (await this.control.pipelines.list()).find(({ trigger }) => trigger === this.trigger);
    const version = summary?.published?.version ?? 0;
    const { items } = version > 0 ? await this.control.pipelines.versions(this.trigger, { limit: 100 }) : { items: [] };
    const running = items.find((item) => item.version === version);
    return running?.pipeline ?? { trigger: this.trigger, layers: [] };
  }

  #saveIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  #save(): Promise<void> {
    this.#saving ??= this.#saveOnce().finally(() => (this.#saving = undefined));
    return this.#saving;
  }

  async #saveOnce(): Promise<void> {
    const { pipeline, revision } = this.#state;
    if (!pipeline || revision === undefined) return;
    this.#set({ save: { kind: "saving" } });
    try {
      const stored = await this.control.pipelines.saveDraft(pipeline, { revision });
      this.#saved(stored, pipeline);
    } catch (error) {
      await this.#notSaved(error, pipeline);
    }
  }

  #saved(stored: Draft, sent: PipelineDraft): void {
    const { revision } = stored;
    const { pipeline = sent } = this.#state;
    // It was edited once more while it was being saved.
    const isNewest = pipeline === sent;
    if (isNewest) this.#kept.remove();
    else this.#kept.set({ pipeline, revision });
    this.#set({ stored, revision, save: { kind: isNewest ? "saved" : "edited" }, fault: undefined });
    if (!isNewest) this.#saveIn(this.#afterMs);
  }

  async #notSaved(error: unknown, sent: PipelineDraft): Promise<void> {
    if (error instanceof SluiceError && error.code === "conflict") {
      const theirs = await this.control.pipelines.draft(this.trigger).catch(() => this.#state.stored);
      if (theirs && isSame(sent, theirs.pipeline)) this.#saved(theirs, sent);
      else this.#set({ save: { kind: "conflict", theirs } });
      return;
    }
    const fault = faultOf(error);
    this.#set({ save: { kind: "failed", fault } });
    if (fault.kind === "unreachable") this.#saveIn(this.#againMs);
  }

  #set(changes: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }
}

function keptState(kept: KeptEdit | undefined, stored: Draft | null): SaveState {
  // A save whose answer was lost has been made all the same.
  if (!kept || isSame(kept.pipeline, stored?.pipeline)) return { kind: "saved" };
  return kept.revision === (stored?.revision ?? 0) ? { kind: "edited" } : { kind: "conflict", theirs: stored };
}

/** Whether two drafts say the same, whatever the order of their members. */
function isSame(one: PipelineDraft, other: PipelineDraft | undefined): boolean {
  return other !== undefined && canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member !== "object" || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
