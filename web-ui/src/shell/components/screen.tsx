import { useEffect } from "react";

import { Choices } from "./choices.tsx";
import { Controls } from "./controls.tsx";
import { Facts } from "./facts.tsx";
import { Floating } from "./floating.tsx";
import { States } from "./states.tsx";

/** Every component of the design system in its states, for looking at, and for the tests that look at them. */
export function Screen() {
  useEffect(() => {
    document.title = "Components · Sluice";
  }, []);
  return (
    <main className="min-h-full bg-surface px-4 py-6 md:px-8">
      <h1 className="mb-6 text-20 font-semibold">Components</h1>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 xl:grid-cols-2">
        <Controls />
        <Choices />
        <Facts />
        <Floating />
        <States />
      </div>
    </main>
  );
}
