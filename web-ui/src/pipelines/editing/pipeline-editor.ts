import { SluiceError, type PipelineDraft } from "sluice";

import { DraftKeeper, type DraftState } from "../../data/draft-keeper.ts";
import type { Workspace } from "../../data/workspace.ts";
import { readPipeline, writePipeline, type Pipeline } from "../model/draft.ts";
import {
  record,
  redo,
  redoLabel,
  startHistory,
  undo,
  undoLabel,
  type EditNote,
  type History,
} from "../model/history.ts";

/** A pipeline while it is edited: what is on the screen, what can be undone, and how far it has been saved. */
export interface EditorState extends Omit<DraftState, "pipeline"> {
  /** Undefined until it has been read. */
  readonly pipeline: Pipeline | undefined;
  /** What undo and redo would do, as in "move geo_risk"; undefined: nothing. */
  readonly undo: string | undefined;
  readonly redo: string | undefined;
}

/** Undo and redo over a draft that saves itself. What is undone is saved like any other edit. */
export class PipelineEditor {
  readonly #keeper: DraftKeeper;
  readonly #onSaved: () => void;
  readonly #listeners = new Set<() => void>();
  #history: History<Pipeline> | undefined;
  /** What the keeper was last told, or told: anything else came from outside. */
  #known: PipelineDraft | undefined;
  #revision: number | undefined;
  /** What it is called, for undo, when something comes from outside. */
  #incoming = "take the stored draft";
  #state: EditorState;

  constructor(trigger: string, { home, control }: Pick<Workspace, "home" | "control">, onSaved: () => void) {
    this.#keeper = new DraftKeeper({ trigger, home, control });
    this.#onSaved = onSaved;
    this.#state = this.#stateNow();
    this.#keeper.subscribe(() => this.#follow());
    this.#keeper.start();
  }

  readonly snapshot = (): EditorState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  edit(pipeline: Pipeline, note: Omit<EditNote, "at">): void {
    if (this.#history) this.#show(record(this.#history, pipeline, { ...note, at: Date.now() }));
  }

  undo(): void {
    if (this.#history) this.#show(undo(this.#history));
  }

  redo(): void {
    if (this.#history) this.#show(redo(this.#history));
  }

  /** Saves now what is not saved yet. */
  flush(): Promise<void> {
    return this.#keeper.flush();
  }

  /** Reads what is stored, unless something here is not saved yet. */
  async refresh(): Promise<void> {
    if (this.#state.save.kind === "saved") await this.#keeper.read();
  }

  /** Ends a conflict with one of the two drafts, or with what was made of both. */
  resolve(choice: "mine" | "theirs" | Pipeline): void {
    if (typeof choice === "string") return this.#keeper.resolve(choice);
    this.#incoming = "merge both drafts";
    this.#keeper.resolve(writePipeline(choice));
    this.#incoming = "take the stored draft";
  }

  /** Reads again what could not be read. */
  async restart(): Promise<void> {
    await this.#keeper.read();
  }

  /** Throws the stored draft away, and shows what is published. Undo brings it back. */
  async discard(): Promise<void> {
    await this.#keeper.flush();
    const { trigger, control } = this.#keeper;
    const { revision = 0 } = this.#state;
    if (revision > 0) await control.pipelines.discardDraft(trigger, { revision });
    await this.#keeper.read();
    this.#onSaved();
  }

  /** The same once it was published: a draft that somebody saved in between stays. */
  async finish(): Promise<void> {
    try {
      await this.discard();
    } catch (error) {
      if (!(error instanceof SluiceError) || error.code !== "conflict") throw error;
      await this.#keeper.read();
    }
  }

  #show(history: History<Pipeline>): void {
    if (history === this.#history) return;
    const isSame = history.present === this.#history?.present;
    this.#history = history;
    if (isSame) return this.#tell();
    this.#known = writePipeline(history.present);
    this.#keeper.edit(this.#known);
  }

  #follow(): void {
    const { pipeline, revision } = this.#keeper.snapshot();
    if (pipeline && pipeline !== this.#known) this.#adopt(pipeline);
    if (revision !== undefined && this.#revision !== undefined && revision !== this.#revision) this.#onSaved();
    this.#revision = revision;
    this.#tell();
  }

  /** Something came from the store: it is the start, or a step that can be undone like any other. */
  #adopt(draft: PipelineDraft): void {
    const pipeline = readPipeline(draft);
    const isSame = this.#history !== undefined && textOf(pipeline) === textOf(this.#history.present);
    this.#known = draft;
    if (isSame) return;
    const note = { edit: this.#incoming, at: Date.now() };
    this.#history = this.#history ? record(this.#history, pipeline, note) : startHistory(pipeline);
  }

  #tell(): void {
    this.#state = this.#stateNow();
    for (const listener of this.#listeners) listener();
  }

  #stateNow(): EditorState {
    const history = this.#history;
    return {
      ...this.#keeper.snapshot(),
      pipeline: history?.present,
      undo: history && undoLabel(history),
      redo: history && redoLabel(history),
    };
  }
}

/** The same text for pipelines that say the same, whatever the order of their settings. */
function textOf(pipeline: Pipeline): string {
  const { settings, ...draft } = { settings: pipeline.settings, ...writePipeline({ ...pipeline, settings: {} }) };
  return JSON.stringify([draft, Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
