import { useSearchParams } from "wouter";

import { useHooks } from "../data/queries/pipelines.ts";
import { customHook } from "../data/hooks.ts";
import { Bench } from "./bench/bench.tsx";
import { Gallery } from "./gallery.tsx";

/** The playground's first screen: examples to begin with, and, once a hook is chosen, the bench to try it on. */
export function Screen() {
  const [search] = useSearchParams();
  const hooks = useHooks();
  const trigger = search.get("hook");
  if (trigger === null || !/^[a-z][a-z0-9_]{0,63}$/.test(trigger)) return <Gallery />;
  const hook = hooks.find(({ name }) => name === trigger) ?? customHook({ trigger });
  return <Bench key={trigger} hook={hook} />;
}
