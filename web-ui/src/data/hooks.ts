import { customFailureText, hooks as catalogHooks, type PipelineSummary } from "sluice";

import type { HookDescription } from "./workspace.ts";

/** The 16 hooks that every deployment has, in the order of their lanes. */
export const knownHooks: readonly HookDescription[] = catalogHooks.map(
  ({ name, title, mode, lane, when, failureText, context }) => ({
    name,
    title,
    mode,
    lane,
    when,
    failureText,
    context,
  }),
);

/** Those, and the custom ones that pipelines tell of. */
export function hooksWith(pipelines: readonly Pick<PipelineSummary, "trigger" | "mode">[]): HookDescription[] {
  const custom = pipelines.filter(({ trigger }) => !knownHooks.some(({ name }) => name === trigger));
  return [...knownHooks, ...custom.map(customHook)];
}

/** A trigger that the catalog does not have. Until its draft says otherwise it is taken for a blocking one. */
export function customHook({ trigger, mode = "blocking" }: Pick<PipelineSummary, "trigger" | "mode">): HookDescription {
  return {
    name: trigger,
    title: trigger,
    mode,
    lane: "custom",
    when: "",
    failureText: mode === "async" ? null : customFailureText,
    context: null,
  };
}
