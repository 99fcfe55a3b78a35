import { useEffect, useState, useSyncExternalStore } from "react";

import { useWorkspace } from "../../data/home.tsx";
import type { Workspace } from "../../data/workspace.ts";
import { rowDetails, type RowDetails } from "../model/row-details.ts";

/** Below this a list that is being scrolled asks for nothing: what flies by is not read. */
const restMs = 150;
const mostKept = 2_000;
const atOnce = 6;
/** After a refusal nothing is asked for a while: details are not worth a rate limit. */
const pauseMs = 10_000;

/**
 * What lists of a store do not say of their rows, read from the traces themselves, for the rows in sight only. A worker
 * is asked for a few at a time; until they are there, a row shows what the list says.
 */
export class DetailsKeeper {
  readonly #workspace: Pick<Workspace, "control">;
  readonly #known = new Map<string, RowDetails>();
  readonly #listeners = new Set<() => void>();
  #wanted: string[] = [];
  #running = 0;
  #pausedUntil = 0;
  #version = 0;

  constructor(workspace: Pick<Workspace, "control">) {
    this.#workspace = workspace;
  }

  readonly get = (id: string): RowDetails | undefined => this.#known.get(id);
  readonly version = (): number => this.#version;
  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  /** Asks for these, and forgets what was asked for before and has not begun. */
  want(ids: readonly string[]): void {
    this.#wanted = ids.filter((id) => !this.#known.has(id));
    while (this.#running < atOnce && this.#wanted.length > 0) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running++;
    for (let id = this.#next(); id !== undefined; id = this.#next()) await this.#read(id);
    this.#running--;
  }

  #next(): string | undefined {
    return Date.now() < this.#pausedUntil ? undefined : this.#wanted.shift();
  }

  async #read(id: string): Promise<void> {
    try {
      const trace = await this.#workspace.control.traces.get(id);
      if (trace) this.#keep(id, rowDetails(trace));
    } catch {
      this.#pausedUntil = Date.now() + pauseMs;
    }
  }

  #keep(id: string, details: RowDetails): void {
    this.#known.set(id, details);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKept && oldest !== undefined) this.#known.delete(oldest);
    this.#version++;
    for (const changed of this.#listeners) changed();
  }
}

/** The details of rows by id, as far as they are known; those of `ids` are asked for once scrolling has stopped. */
export function useRowDetails(ids: readonly string[]): (id: string) => RowDetails | undefined {
  const workspace = useWorkspace();
  const [keeper] = useState(() => new DetailsKeeper(workspace));
  useSyncExternalStore(keeper.subscribe, keeper.version);
  const wanted = ids.join(" ");
  useEffect(() => {
    const timer = setTimeout(() => keeper.want(wanted === "" ? [] : wanted.split(" ")), restMs);
    return () => clearTimeout(timer);
  }, [keeper, wanted]);
  return keeper.get;
}
