import { Plus, Search } from "lucide-react";
import { useRef, useState, type FormEvent, type ReactElement } from "react";
import { useLocation } from "wouter";

import { useHome } from "../../data/home.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { useCommands } from "../../shell/commands.ts";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { Note } from "../../ui/note.tsx";
import { Popover } from "../../ui/popover.tsx";
import { filterNames, type DroppedFilter, type FilterName, type TraceFilter } from "../model/filter.ts";
import { FilterChip } from "./filter-chip.tsx";
import { FilterForm } from "./filter-form.tsx";

export interface FilterBarProps {
  readonly filter: TraceFilter;
  readonly onChange: (name: FilterName, value: string | undefined) => void;
  /** What is in the list, in words. */
  readonly count: string;
}

const traceIdForm = /^[0-9a-f]{32}$/;

/** What the list is filtered by. F adds a part, / goes to the field. */
export function FilterBar({ filter, onChange, count }: FilterBarProps): ReactElement {
  return (
    <>
      <FindField onUser={(user) => onChange("user", user)} />
      {filterNames.map((name) => {
        const value = filter[name];
        return value === undefined ? null : <FilterChip key={name} {...{ name, value, onChange }} />;
      })}
      <AddFilter filter={filter} onChange={onChange} />
      <span className="ml-auto text-12 whitespace-nowrap text-fg-3 tabular-nums">{count}</span>
      <CopyButton text={location.href} label="Copy link to this list" iconOnly variant="quiet" size="sm" />
    </>
  );
}

/** Finds a trace by its whole id, and everything of a user by theirs. */
function FindField({ onUser }: { readonly onUser: (user: string) => void }): ReactElement {
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const { paths } = useHome();
  const [, navigate] = useLocation();
  useCommands([{ keys: "/", label: "Find a trace or a user", run: () => input.current?.focus() }], { group: "Traces" });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = text.trim();
    if (wanted === "") return;
    setText("");
    if (traceIdForm.test(wanted.toLowerCase())) navigate(paths.traces(wanted.toLowerCase()));
    else onUser(wanted);
  };
  return (
    <form role="search" className="w-60 max-md:w-full" onSubmit={submit}>
      <TextField
        ref={input}
        label="Trace id or user id"
        hideLabel
        size="sm"
        placeholder="Trace id or user id"
        value={text}
        onChangeText={setText}
        start={<Search size={14} className="shrink-0 text-fg-3" aria-hidden />}
        end={<Kbd>/</Kbd>}
      />
    </form>
  );
}

function AddFilter({ filter, onChange }: Omit<FilterBarProps, "count">): ReactElement | null {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState<FilterName>();
  const open = (isNowOpen: boolean): void => {
    setOpen(isNowOpen);
    setName(undefined);
  };
  useCommands([{ keys: "f", label: "Add a filter", run: () => open(true) }], { group: "Traces" });
  const left = filterNames.filter((candidate) => filter[candidate] === undefined);
  if (left.length === 0) return null;
  const apply = (value: string): void => {
    if (name === undefined) return;
    open(false);
    onChange(name, value);
  };
  const button = (
    <Button variant="quiet" size="sm" icon={<Plus size={14} aria-hidden />} keys="f">
      Filter
    </Button>
  );
  return (
    <Popover trigger={button} label="Add a filter" open={isOpen} onOpenChange={open} className="w-64">
      {name === undefined ? (
        <div className="grid gap-0.5" role="group" aria-label="Filter by">
          {left.map((candidate) => (
            <button key={candidate} type="button" className="filter-name" onClick={() => setName(candidate)}>
              <span className="code">{candidate}</span>
              <span className="text-12 text-fg-3">{hints[candidate]}</span>
            </button>
          ))}
        </div>
      ) : (
        <FilterForm name={name} value="" onApply={apply} />
      )}
    </Popover>
  );
}

const hints: Readonly<Record<FilterName, string>> = {
  trigger: "which hook ran",
  status: "how it ended",
  since: "not before",
  until: "before",
  user: "whose it was",
  script: "which had a part in it",
};

/** What of the URL was not understood. */
export function DroppedNote({ dropped }: { readonly dropped: readonly DroppedFilter[] }): ReactElement | null {
  if (dropped.length === 0) return null;
  return (
    <Note status="warning" className="mx-4 my-2">
      {dropped.map(({ name, value, form }) => (
        <p key={name}>
          <span className="code">
            {name} = <PlainText text={value} limit={60} />
          </span>{" "}
          was left out: it must be {form}.
        </p>
      ))}
    </Note>
  );
}
