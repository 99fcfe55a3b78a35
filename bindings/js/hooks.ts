import type { hooks, HookContexts, Mode, TriggerName } from "./generated/catalog.ts";
import type { OutcomeOf } from "./outcome.ts";
import type { InputOf, StandardSchema } from "./standard-schema.ts";

/** A hook of your own, beside those of the catalog. Make one with `defineHook`. */
export interface HookDefinition<
  Name extends string = string,
  M extends Mode = Mode,
  Schema extends StandardSchema = StandardSchema,
> {
  /** The trigger: `^[a-z][a-z0-9_]{0,63}$`, and none of the catalog's. */
  readonly name: Name;
  readonly mode: M;
  /** Checks the context. Only its verdict counts: scripts see the context as the caller gave it. */
  readonly context: Schema;
  /** What an end user reads when the hook's pipeline fails and has no text of its own. */
  readonly failureText?: string;
}

/**
 * Types a hook of your own; `createEngine({ hooks: [beforeInvite] })` makes it known.
 *
 * @example
 * const beforeInvite = defineHook({
 *   name: "before_invite", mode: "blocking", context: z.looseObject({ email: z.email() }),
 * });
 */
export function defineHook<const Name extends string, const M extends Mode, Schema extends StandardSchema>(
  definition: HookDefinition<Name, M, Schema>,
): HookDefinition<Name, M, Schema> {
  return Object.freeze({ ...definition });
}

/** The triggers known to an engine with the custom hooks `H`. */
export type TriggerOf<H extends HookDefinition> = TriggerName | H["name"];

type CatalogHook = (typeof hooks)[number];
type Named<Hook, T> = Extract<Hook, { readonly name: T }>;

/** The context of trigger `T`. A trigger only known at run time (`string`) takes any object and is checked then. */
export type ContextOf<H extends HookDefinition, T extends string> = string extends T
  ? object
  : T extends TriggerName
    ? HookContexts[T]
    : InputOf<Named<H, T>["context"]>;

/** What running trigger `T` can answer. */
export type OutcomeFor<H extends HookDefinition, T extends string> = string extends T
  ? OutcomeOf<Mode>
  : OutcomeOf<Named<CatalogHook | H, T>["mode"]>;
