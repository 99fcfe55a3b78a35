import type { ReactElement } from "react";
import { Link } from "wouter";

import { useHome } from "../../data/home.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Note } from "../../ui/note.tsx";
import { filterNames, isLookedThrough, type FilterName, type TraceFilter } from "../model/filter.ts";
import type { TraceListState } from "./use-trace-list.ts";

export interface EmptyListProps {
  readonly list: TraceListState;
  readonly filter: TraceFilter;
  readonly onFilter: (name: FilterName, value: string | undefined) => void;
}

/** A list without a row: nothing ran yet, or nothing fits. */
export function EmptyList({ list, filter, onFilter }: EmptyListProps): ReactElement {
  const { paths, name } = useHome();
  const set = filterNames.filter((part) => filter[part] !== undefined);
  if (set.length === 0) {
    return (
      <EmptyState
        title="No executions yet"
        actions={
          <Link href={paths.pipelines()} className={buttonClass()}>
            {name === "playground" ? "Run a pipeline" : "Open pipelines"}
          </Link>
        }
      >
        <p>Traces appear here seconds after a published pipeline runs. Call one to try it:</p>
        <pre className="mt-2 rounded-4 bg-sunken px-2.5 py-2 text-12">await engine.run("before_signup", context)</pre>
      </EmptyState>
    );
  }
  const actions = (
    <>
      {set.map((part) => (
        <Button key={part} onClick={() => onFilter(part, undefined)}>
          Clear {part}
        </Button>
      ))}
      {!list.isWhole && (
        <Button onClick={list.loadMore} busy={list.isLoadingMore}>
          Look further back
        </Button>
      )}
    </>
  );
  return (
    <EmptyState title={list.isWhole ? "No traces match" : "No traces match so far"} actions={actions}>
      <span className="code">{set.map((part) => `${part} = ${filter[part]}`).join(" and ")}</span> leave none
      {list.isWhole ? "." : " of the newest traces. Older ones have not been looked through yet."}
    </EmptyState>
  );
}

/** Says when a store could only look through its newest traces, so that a short list is not taken for a whole one. */
export function PartialNote({ list, filter }: Pick<EmptyListProps, "list" | "filter">): ReactElement | null {
  if (!list.isPartial || list.rows.length === 0 || !isLookedThrough(filter)) return null;
  return (
    <Note status="info" className="mx-4 my-2">
      This store has no index for such a filter and looked through its newest traces only. Older ones may match.{" "}
      <button type="button" className="text-accent hover:underline" onClick={list.loadMore}>
        Look further back
      </button>
    </Note>
  );
}
