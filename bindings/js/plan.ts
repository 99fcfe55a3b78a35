import type { Limits, Mode } from "./generated/catalog.ts";

/** Whether a failed script denies (`block`) or counts as having returned nothing (`allow`). */
export type OnError = "block" | "allow";

/** One script of a plan, with its code. */
export interface PlanScript {
  /** `^[a-z0-9][a-z0-9_-]{0,63}$` */
  readonly id: string;
  /** Shown to people; the id when absent. */
  readonly name?: string;
  /** Lua source. Absent: the script's run ends as `script_missing`. */
  readonly code?: string;
}

/** Shares of what `run` does that are kept, from 0 to 1. They follow from the trace id, which is random. */
export interface Sampling {
  /**
   * Of executions with the status `success`, how many traces; those of others are always kept. A script that failed
   * under `onError: "allow"` leaves the status as it is. Default 1.
   */
  readonly trace: number;
  /** Of all executions, how many journals, each beside its trace. Default 0. */
  readonly journal: number;
}

/** A self-contained pipeline: what `execute` takes and what publishing stores. */
export interface Plan {
  /** `^[a-z][a-z0-9_]{0,63}$` */
  readonly trigger: string;
  /** May be left out for a hook of the catalog. */
  readonly mode?: Mode;
  /** Default `block`; an async plan always behaves as `allow`. */
  readonly onError?: OnError;
  /** What an end user reads when a script failed under `block`; default: the hook's text. */
  readonly failureText?: string;
  /** Lower limits than the deployment's. */
  readonly limits?: Readonly<Partial<Limits>>;
  /** Layers run one after another, the scripts of a layer concurrently. */
  readonly layers: readonly (readonly PlanScript[])[];
  /** Lowest acceptable version of each secret the scripts name. */
  readonly secrets?: Readonly<Record<string, number>>;
  /** What `run` keeps; `execute` saves nothing. */
  readonly sampling?: Readonly<Partial<Sampling>>;
}

/** A plan held by an instance. */
export interface LoadedPlan {
  readonly handle: number;
  readonly hash: string;
  readonly trigger: string;
  readonly mode: Mode;
  readonly onError: OnError;
  readonly failureText: string;
  /** Scripts of its widest layer: the VMs an execution needs at the same time. */
  readonly widest: number;
  /** Absent: the default. */
  readonly sampling?: Readonly<Sampling>;
  /** All that are in force for it: the deployment's, lowered by the plan's own. */
  readonly limits: Readonly<Limits>;
}

/** A pipeline as it is drawn. A node is the trigger or a script. */
export interface Graph {
  readonly nodes: readonly (
    { readonly id: string; readonly trigger: string } | { readonly id: string; readonly scriptId: string }
  )[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/** One reason why a pipeline cannot be published. */
export interface PipelineProblem {
  /** As in `cycle`, `unknown_script`, `too_deep`, `syntax_error`, `case_failed`. */
  readonly kind: string;
  /** A sentence that names the nodes. */
  readonly message: string;
  /** Ids of the nodes or scripts to mark; of a case the name of its file. */
  readonly nodes: readonly string[];
}
