import { SluiceError, type Control, type ScriptRecord } from "sluice";

import { faultOf, type Fault } from "./faults.ts";
import { KeptValue, type KeptTexts } from "./kept-value.ts";
import { WhenStill } from "./when-still.ts";
import type { HomeName } from "./workspace.ts";

/** How far what is typed has become a version. */
export type ScriptSave =
  | { readonly kind: "saved" }
  /** Typed, and kept in this browser until somebody saves it. */
  | { readonly kind: "edited" }
  | { readonly kind: "saving" }
  /** Somebody else saved in between. `theirs`: the newest version, null if it was deleted. Nothing is lost. */
  | { readonly kind: "conflict"; readonly theirs: ScriptRecord | null }
  | { readonly kind: "failed"; readonly fault: Fault };

/** All of a script but its text: what stays as it is while a person types. */
export interface ScriptHead {
  /** The version it was made from; null: there is none yet; undefined: it has not been read. */
  readonly stored: ScriptRecord | null | undefined;
  readonly name: string;
  readonly save: ScriptSave;
  /** Why it could not be read. */
  readonly fault: Fault | undefined;
}

export interface ScriptState extends ScriptHead {
  readonly code: string;
}

/** What whoever draws a script's text has been told of it. */
export interface ToldText {
  readonly code: string;
  readonly isEdited: boolean;
}

export interface ScriptKeeperOptions {
  readonly id: string;
  readonly home: HomeName;
  readonly control: Pick<Control, "scripts">;
  /** Default: `localStorage`, where there is one. */
  readonly texts?: KeptTexts | undefined;
}

interface KeptEdit {
  readonly code: string;
  readonly name: string;
  readonly version: number;
}

/** How long a person has to be still before the rest of the page hears of what they typed. */
const stillMs = 250;

/**
 * Keeps a script between the editor and the store. Each save is a version for ever, so that typing alone saves nothing:
 * it is kept in this browser, survives a reload, and becomes a version when somebody saves or runs it.
 */
export class ScriptKeeper {
  readonly id: string;
  readonly #control: ScriptKeeperOptions["control"];
  readonly #kept: KeptValue<KeptEdit>;
  readonly #listeners = new Set<() => void>();
  #head: ScriptHead = { stored: undefined, name: "", save: { kind: "saved" }, fault: undefined };
  #state: ScriptState = { ...this.#head, code: "" };
  #told: ToldText = { code: "", isEdited: false };
  /** After the first key, by itself: what it changes on the page is more than a key may take. */
  readonly #begun = new WhenStill(() => {
    this.#keep();
    this.#call();
  }, 0);
  readonly #typed = new WhenStill(() => {
    this.#write();
    this.#tell();
  }, stillMs);
  #reading: Promise<void> | undefined;
  #saving: Promise<boolean> | undefined;

  constructor({ id, home, control, texts }: ScriptKeeperOptions) {
    this.id = id;
    this.#control = control;
    this.#kept = new KeptValue(`sluice:${home}:script:${id}`, texts);
    globalThis.addEventListener?.("pagehide", this.tell);
  }

  readonly snapshot = (): ScriptState => this.#state;
  /** The same object until something else than the text changes. */
  readonly head = (): ScriptHead => this.#head;
  /**
   * The text that listeners were told of last: what is drawn with it stays as it is while a person types, however often
   * it is drawn.
   */
  readonly told = (): ToldText => this.#told;
  /** Tells at once of what was typed, without waiting for the person to be still. */
  readonly tell = (): void => this.#typed.flush();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get isEdited(): boolean {
    return this.#state.save.kind !== "saved";
  }

  /** Reads the newest version. What was typed since stays; if somebody else saved meanwhile, that is a conflict. */
  async read(): Promise<void> {
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
    await this.#reading;
  }

  edit({ code = this.#state.code, name = this.#state.name }: { readonly code?: string; readonly name?: string }): void {
    const { stored, save } = this.#state;
    if (stored && stored.code === code && stored.name === name && save.kind !== "conflict") return this.discard();
    this.#set({ code, name, ...(save.kind !== "conflict" && { save: { kind: "edited" } }) });
    this.#write();
  }

  /**
   * What stands in the editor after a key. It counts at once for whoever saves or reads. That it is edited is told, and
   * kept in the browser, right after the first key; that there is more of it, when the person is still.
   */
  type(code: string): void {
    const { stored, name, save } = this.#state;
    const isAsStored = stored?.code === code && stored.name === name;
    if (isAsStored || (save.kind !== "edited" && save.kind !== "saved")) return this.edit({ code });
    if (save.kind === "saved") {
      this.#put({ save: { kind: "edited" } });
      this.#begun.ask();
    }
    this.#state = { ...this.#state, code };
    this.#typed.ask();
  }

  /** Makes what was typed a version. False: it could not be saved, and the state says why. */
  async save(note?: string): Promise<boolean> {
    if (this.#saving) await this.#saving;
    const { kind } = this.#state.save;
    if (kind === "saved") return true;
    if (kind === "conflict") return false;
    this.#saving = this.#saveOnce(note).finally(() => (this.#saving = undefined));
    return this.#saving;
  }

  /** Goes back to the stored version. */
  discard(): void {
    const { stored } = this.#state;
    this.#forget();
    this.#kept.remove();
    this.#set({ code: stored?.code ?? "", name: stored?.name ?? this.id, save: { kind: "saved" } });
  }

  /** Takes over a version that was saved elsewhere on the screen, as by bringing an old one back. */
  accept(stored: ScriptRecord): void {
    this.#set({ stored });
    this.discard();
  }

  /** Ends a conflict: keeps what was typed, to be saved after theirs, or takes theirs. */
  resolve(choice: "mine" | "theirs"): void {
    const { save, code, name } = this.#state;
    if (save.kind !== "conflict") return;
    this.#set({ stored: save.theirs, save: { kind: "saved" } });
    if (choice === "theirs") this.discard();
    else this.edit({ code, name });
  }

  async #read(): Promise<void> {
    try {
      const stored = await this.#control.scripts.get(this.id);
      this.#found(stored);
    } catch (error) {
      this.#set({ fault: faultOf(error) });
    }
  }

  #found(stored: ScriptRecord | null): void {
    this.tell();
    const kept = this.#kept.get();
    if (!kept || (kept.code === stored?.code && kept.name === stored.name)) {
      this.#set({ stored, fault: undefined });
      return this.discard();
    }
    const isBehind = kept.version !== (stored?.version ?? 0);
    const save: ScriptSave = isBehind ? { kind: "conflict", theirs: stored } : { kind: "edited" };
    this.#set({ stored, code: kept.code, name: kept.name, save, fault: undefined });
  }

  async #saveOnce(note: string | undefined): Promise<boolean> {
    const { code, name, stored } = this.#state;
    this.#set({ save: { kind: "saving" } });
    try {
      const script = { id: this.id, name, code };
      const version = stored?.version ?? 0;
      this.#saved(await this.#control.scripts.save(script, { version, ...(note !== undefined && { note }) }));
      return true;
    } catch (error) {
      await this.#notSaved(error);
      return false;
    }
  }

  #saved(stored: ScriptRecord): void {
    const { code, name } = this.#state;
    this.#set({ stored, save: { kind: "saved" }, fault: undefined });
    // It may have been typed on while it was being saved.
    this.edit({ code, name });
  }

  async #notSaved(error: unknown): Promise<void> {
    if (error instanceof SluiceError && error.code === "conflict") {
      const theirs = await this.#control.scripts.get(this.id).catch(() => this.#state.stored ?? null);
      this.#set({ save: { kind: "conflict", theirs } });
    } else {
      this.#set({ save: { kind: "failed", fault: faultOf(error) } });
    }
  }

  /** Puts what was typed where a reload finds it. */
  #write(): void {
    this.#forget();
    this.#keep();
  }

  #keep(): void {
    const { code, name, stored } = this.#state;
    this.#kept.set({ code, name, version: stored?.version ?? 0 });
  }

  #forget(): void {
    this.#begun.forget();
    this.#typed.forget();
  }

  #set(changes: Partial<ScriptState>): void {
    this.#put(changes);
    this.#tell();
  }

  #put(changes: Partial<ScriptState>): void {
    const { code, ...head } = { ...this.#state, ...changes };
    this.#head = head;
    this.#state = { ...head, code };
  }

  #tell(): void {
    this.#told = { code: this.#state.code, isEdited: this.isEdited };
    this.#call();
  }

  #call(): void {
    for (const listener of this.#listeners) listener();
  }
}
