import { useState } from "react";
import { useSearchParams } from "wouter";

import { useHooks } from "../data/queries/pipelines.ts";
import { customHook } from "../data/hooks.ts";
import { Bench } from "./bench/bench.tsx";
import { Gallery } from "./gallery.tsx";
import { OpenedLink } from "./share/opened-link.tsx";

/** The playground's first screen: examples to begin with, and, once a hook is chosen, the bench to try it on. */
export function Screen() {
  const [search] = useSearchParams();
  const hooks = useHooks();
  // The bench reads what it is tried with once, so one that was put there by a link needs another bench.
  const [opened, setOpened] = useState(0);
  const trigger = search.get("hook");
  const isNamed = trigger !== null && /^[a-z][a-z0-9_]{0,63}$/.test(trigger);
  const hook = isNamed ? (hooks.find(({ name }) => name === trigger) ?? customHook({ trigger })) : undefined;
  return (
    <>
      {hook ? <Bench key={`${hook.name}:${opened}`} hook={hook} /> : <Gallery />}
      <OpenedLink onOpened={() => setOpened((count) => count + 1)} />
    </>
  );
}
