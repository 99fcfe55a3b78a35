import type { Deployment, Limits, Mode } from "sluice";

/** A script of a pipeline, as it would run: with what was typed and is not saved. */
export interface ToldScript {
  readonly id: string;
  readonly name?: string;
  /** Absent while it is not known. */
  readonly text?: string;
}

export interface ToldPipeline {
  readonly hook: string;
  readonly mode?: Mode;
  readonly onError?: "block" | "allow";
  /** Those that the pipeline lowers. */
  readonly limits?: Partial<Limits>;
  readonly layers: readonly (readonly ToldScript[])[];
}

/** What there is to know around a script: where it runs, after what, and what it can name. */
export interface Surroundings {
  /** The pipelines that the script stands in. Of several the last counts. */
  readonly pipelines: readonly ToldPipeline[];
  readonly workspace: ToldWorkspace;
}

/** What scripts can name, and what they may. What is absent is unknown, and not checked. */
export interface ToldWorkspace extends Partial<Deployment> {
  readonly secrets?: readonly { readonly name: string; readonly hosts: readonly string[] }[];
}

/** A message to the server. */
export interface Telling {
  readonly method: string;
  readonly params: object;
}

/** Remembers what a server was told, so that it hears of changes only. */
export class Told {
  readonly #pipelines = new Map<string, string>();
  #workspace = "";

  /** Messages that bring the server from what it knows to `surroundings`. */
  tell({ pipelines, workspace }: Surroundings, uriOf: (id: string) => string): Telling[] {
    const messages: Telling[] = [];
    if (JSON.stringify(workspace) !== this.#workspace) {
      this.#workspace = JSON.stringify(workspace);
      messages.push({ method: "sluice/workspaceDidChange", params: workspace });
    }
    const hooks = new Set(pipelines.map(({ hook }) => hook));
    for (const hook of [...this.#pipelines.keys()].filter((known) => !hooks.has(known))) {
      this.#pipelines.delete(hook);
      messages.push({ method: "sluice/pipelineDidChange", params: { hook, layers: [] } });
    }
    // From the first that differs on, all of them: the server takes the one that it heard of last for the one that counts.
    const wanted = pipelines.map((pipeline) => pipelineParams(pipeline, uriOf));
    const known = [...this.#pipelines.values()];
    const first = wanted.findIndex((params, index) => JSON.stringify(params) !== known[index]);
    for (const params of first < 0 ? [] : wanted.slice(first)) {
      this.#pipelines.delete(params.hook);
      this.#pipelines.set(params.hook, JSON.stringify(params));
      messages.push({ method: "sluice/pipelineDidChange", params });
    }
    return messages;
  }

  /** Another server knows nothing. */
  forget(): void {
    this.#pipelines.clear();
    this.#workspace = "";
  }
}

function pipelineParams({ layers, ...pipeline }: ToldPipeline, uriOf: (id: string) => string) {
  return { ...pipeline, layers: layers.map((layer) => layer.map((script) => ({ ...script, uri: uriOf(script.id) }))) };
}
