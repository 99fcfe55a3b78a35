import type {
  DryRunOptions,
  Page,
  PipelineControl,
  PipelineDraft,
  PipelineSummary,
  PointerOptions,
  Publication,
} from "../control/api.ts";
import { SluiceError } from "../errors.ts";
import type { PipelineProblem } from "../plan.ts";
import { pathOf, type ApiClient } from "./api-client.ts";

export function pipelineControl(api: ApiClient): PipelineControl {
  const at = (trigger: string, ...rest: readonly string[]): string => pathOf("pipelines", trigger, ...rest);
  const move =
    (verb: string) =>
    (trigger: string, options: PointerOptions = {}): Promise<Publication> => {
      const { revision: seen, ...body } = options;
      return api.send("POST", at(trigger, verb), { body, seen });
    };
  return {
    saveDraft: ({ trigger, ...wiring }, { note, revision } = {}) =>
      api.send("PUT", at(trigger, "draft"), { body: { ...wiring, note }, seen: revision }),
    draft: (trigger) => api.find(at(trigger, "draft")),
    discardDraft: (trigger, { note, revision } = {}) =>
      api.remove(at(trigger, "draft"), { query: { note }, seen: revision }),
    list: async () => (await api.get<Page<PipelineSummary>>("pipelines")).items.slice(),
    check: async (pipeline) => {
      const { trigger, body } = named(pipeline);
      const { problems } = await api.send<{ problems: PipelineProblem[] }>("POST", at(trigger, "check"), { body });
      return problems;
    },
    dryRun: async (pipeline, context, options = {}) => {
      const { trigger, body } = named(pipeline);
      return api.send("POST", at(trigger, "dry-run"), { body: { ...body, context, ...sendable(options) } });
    },
    runCases: async (pipeline, options = {}) => {
      const { trigger, body } = named(pipeline);
      return api.send("POST", at(trigger, "run-cases"), { body: { ...body, ...options } });
    },
    publish: async (pipeline, { revision: seen, ...options } = {}) => {
      const { trigger, body } = named(pipeline);
      return api.send("POST", at(trigger, "publish"), { body: { ...body, ...sendable(options) }, seen });
    },
    unpublish: move("unpublish"),
    rollback: move("rollback"),
    enable: move("enable"),
    disable: move("disable"),
    versions: (trigger, query = {}) => api.get(at(trigger, "versions"), { query }),
    diff: (trigger, from, to) => api.get(at(trigger, "diff"), { query: { from, to } }),
    health: (trigger, query = {}) => api.get(at(trigger, "health"), { query }),
  };
}

/** The address has the trigger; the body has the rest of the pipeline, or nothing where the draft is meant. */
function named(pipeline: PipelineDraft | string): { trigger: string; body: { pipeline?: object } } {
  if (typeof pipeline === "string") return { trigger: pipeline, body: {} };
  const { trigger, ...wiring } = pipeline;
  return { trigger, body: { pipeline: wiring } };
}

/** Stored secrets stay in the worker, also in what a dry run shows. */
function sendable<Options extends DryRunOptions>(options: Options): Options {
  if (options.secrets !== "stored") return options;
  throw new SluiceError("invalid_options", "secrets must be given as values: the stored ones stay in the worker", {
    field: "secrets",
  });
}
