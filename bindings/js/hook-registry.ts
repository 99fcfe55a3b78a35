import { customFailureText, type Mode, type TriggerName } from "./generated/catalog.ts";
import { hookSchemas } from "./generated/schemas.ts";
import { hookTable } from "./generated/tables.ts";
import type { HookDefinition } from "./hooks.ts";
import type { StandardSchema } from "./standard-schema.ts";

/** What the name of a trigger looks like. */
export const triggerForm = /^[a-z][a-z0-9_]{0,63}$/;

/** A hook as the engine needs it. */
export interface Hook {
  readonly name: string;
  readonly mode: Mode;
  readonly failureText: string;
  readonly context: StandardSchema;
}

/** The hooks an engine knows: those of the catalog and its own. */
export class HookRegistry {
  readonly #hooks: ReadonlyMap<string, Hook>;

  constructor(custom: readonly HookDefinition[]) {
    const catalog = (Object.keys(hookTable) as TriggerName[]).map(catalogHook);
    this.#hooks = new Map([...catalog, ...custom.map(customHook)].map((hook) => [hook.name, hook]));
  }

  find(trigger: string): Hook | undefined {
    return this.#hooks.get(trigger);
  }
}

/** Whether the catalog has a hook of this name. */
export function isCatalogTrigger(name: string): name is TriggerName {
  return Object.hasOwn(hookSchemas, name);
}

function catalogHook(name: TriggerName): Hook {
  return { name, ...hookTable[name], context: hookSchemas[name] };
}

function customHook({ name, mode, failureText, context }: HookDefinition): Hook {
  return { name, mode, failureText: failureText ?? customFailureText, context };
}
