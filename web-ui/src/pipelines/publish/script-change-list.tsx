import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";

import { useScriptDiff } from "../../data/queries/scripts.ts";
import { DiffCount, LineDiffView } from "../../parts/line-diff-view.tsx";
import { counted } from "../../ui/format.ts";
import type { ScriptChange } from "../model/publishing.ts";

/** Scripts that will run otherwise, each with its lines. */
export function ScriptChangeList({ changes }: { readonly changes: readonly ScriptChange[] }) {
  if (changes.length === 0) return <p className="text-12 text-fg-2">The scripts are the same.</p>;
  return (
    <ul className="grid gap-1 text-12">
      {changes.map((change) => (
        <li key={change.id}>{change.kind === "edited" ? <Edited {...change} /> : <Plain change={change} />}</li>
      ))}
    </ul>
  );
}

function Plain({ change }: { readonly change: Exclude<ScriptChange, { kind: "edited" }> }) {
  const isNew = change.kind === "added";
  return (
    <span className="flex items-center gap-2 pl-5">
      <span className={isNew ? "text-success" : "text-error"} aria-hidden>
        {isNew ? "+" : "−"}
      </span>
      <span className="sr-only">{change.kind}</span>
      <span className="code flex-1 truncate">{change.id}</span>
      <span className="text-fg-3">
        {isNew ? `v${change.version}, ${counted(change.lines, "line")}` : `was v${change.version}`}
      </span>
    </span>
  );
}

function Edited({ id, from, to }: Extract<ScriptChange, { kind: "edited" }>) {
  const [isOpen, setOpen] = useState(false);
  const { data: diff } = useScriptDiff(id, from, to);
  return (
    <>
      <button
        type="button"
        className="flex w-full items-center gap-2 text-left"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}
        <span className="text-warning" aria-hidden>
          ~
        </span>
        <span className="sr-only">edited</span>
        <span className="code flex-1 truncate">{id}</span>
        <span className="text-fg-3">
          v{from} → v{to}
          {diff && (
            <>
              , <DiffCount diff={diff} />
            </>
          )}
        </span>
      </button>
      {isOpen && diff && (
        <div className="mt-1">
          <LineDiffView diff={diff} label={`Changes of ${id}`} />
        </div>
      )}
    </>
  );
}
