/** Sentences about a hook and its settings: what follows from each, in the words a person would use. */
import type { HookDescription } from "../../data/workspace.ts";
import type { Settings } from "./draft.ts";

/** What the hook's decision does to the request. */
export function modeSentence({ mode, title }: Pick<HookDescription, "mode" | "title">): string {
  const action = actionOf(title);
  if (mode === "blocking") return `A deny stops ${action}. The request waits for the last layer.`;
  if (mode === "async") return "Runs after the response. Nothing here can fail the request.";
  return "The data it returns is used. A deny stops what is being built.";
}

/** "Before sign-up" decides about the sign-up. */
function actionOf(title: string): string {
  const action = /^Before (.+)$/.exec(title)?.[1];
  return action === undefined ? "the action" : `the ${action}`;
}

/** What nothing in a lane means. */
export function emptyTitle({ title, name }: Pick<HookDescription, "title" | "name">): string {
  const when = /^(Before|After) (.+)$/.exec(title);
  return when ? `Nothing runs ${when[1]!.toLowerCase()} ${when[2]!}` : `Nothing runs at ${name}`;
}

export function emptyText({ mode, title }: Pick<HookDescription, "mode" | "title">): string {
  const action = /^Before (.+)$/.exec(title)?.[1];
  if (mode === "async") return "Add a script to send, note or count something once it has happened.";
  if (mode === "enrichment") return "Nothing is added. A script's data becomes part of the result.";
  return action === undefined
    ? "Everything is allowed. Add a script to check or refuse it."
    : `Every ${action} is allowed. Add a script to check, enrich or refuse it.`;
}

export function onErrorOf({ mode }: Pick<HookDescription, "mode">, { onError }: Settings): "block" | "allow" {
  return onError ?? (mode === "async" ? "allow" : "block");
}

/** The words a blocked user would see are part of the sentence. */
export function onErrorSentence(hook: HookDescription, settings: Settings): string {
  if (hook.mode === "async")
    return "Runs after the response, so a failure can't refuse anything. It shows in the trace.";
  if (onErrorOf(hook, settings) === "allow")
    return "The script counts as having returned nothing, and the rest runs on.";
  return `It is refused with “${failureTextOf(hook, settings)}” Details stay in the trace.`;
}

function failureTextOf(hook: HookDescription, { failureText }: Settings): string {
  return failureText !== undefined && failureText !== "" ? failureText : (hook.failureText ?? "");
}

/** As in "3.1%": never 0% or 100% for what is not none or all. */
export function share(part: number, whole: number): string {
  if (whole === 0 || part === 0) return "0%";
  const percent = (part / whole) * 100;
  if (percent < 0.1) return "< 0.1%";
  return percent > 99.9 && part < whole ? "> 99.9%" : `${percent.toFixed(percent < 10 ? 1 : 0)}%`.replace(".0%", "%");
}
