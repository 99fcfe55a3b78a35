import { useLocation, useSearchParams } from "wouter";

import { useHome } from "../../data/home.tsx";
import { useHooks } from "../../data/queries/pipelines.ts";
import { useScriptUsage } from "../../data/queries/scripts.ts";
import type { HookDescription } from "../../data/workspace.ts";
import { useTestBench, type TestBench } from "../../trial/use-bench.ts";

/** How a script is tried on its page. */
export interface Testing {
  readonly bench: TestBench;
  readonly hooks: readonly HookDescription[];
  onHook(trigger: string): void;
  onOpenLine(scriptId: string, line: number | undefined): void;
}

/** With a hook whose pipeline has the script, or by itself with any where none has; the address says with which. */
export function useTesting(id: string): Testing {
  const { paths } = useHome();
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchParams();
  const all = useHooks();
  const uses = useScriptUsage().get(id) ?? [];
  const using = all.filter(({ name }) => uses.some(({ trigger }) => trigger === name));
  const hooks = using.length > 0 ? using : all;
  const chosen = search.get("hook");
  // The catalog's hooks are always there.
  const hook = hooks.find(({ name }) => name === chosen) ?? hooks[0]!;
  const bench = useTestBench(hook, id);
  const onHook = (trigger: string): void => setSearch({ hook: trigger }, { replace: true });
  const onOpenLine = (scriptId: string, line: number | undefined): void => {
    const place = new URLSearchParams({ hook: hook.name, ...(line !== undefined && { line: String(line) }) });
    if (scriptId === id) setSearch(place, { replace: true });
    else navigate(`${paths.scripts(scriptId)}?${place}`);
  };
  return { bench, hooks, onHook, onOpenLine };
}
