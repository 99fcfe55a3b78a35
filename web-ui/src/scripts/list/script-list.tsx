import { Plus, Search } from "lucide-react";
import { useState } from "react";
import { Link, useSearchParams } from "wouter";

import { useHome } from "../../data/home.tsx";
import { useScripts, useScriptUsage } from "../../data/queries/scripts.ts";
import { useCan } from "../../data/queries/workspace.ts";
import { FaultState } from "../../parts/fault-state.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { useCommand } from "../../shell/commands.ts";
import { ScreenFrame } from "../../shell/screen-frame.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { TextField } from "../../ui/field.tsx";
import { formatNumber } from "../../ui/format.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Cell, HeadCell, Row, Table } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import { useIsNarrow } from "../../ui/use-media-query.ts";
import { NewScriptDialog } from "./new-script-dialog.tsx";
import { scriptRows, sortedBy, type ScriptRow, type SortKey, type Sorting } from "./rows.ts";

/** All scripts, with what uses them. */
export function ScriptList() {
  const scripts = useScripts();
  const usage = useScriptUsage();
  const [search, setSearch] = useSearchParams();
  const [sorting, setSorting] = useState<Sorting>({ by: "updatedAt", direction: "descending" });
  const typed = search.get("q") ?? "";
  const wanted = search.get("new");
  const change = (name: string, value: string | null): void =>
    setSearch((before) => withParameter(before, name, value), { replace: true });
  const rows = scriptRows(scripts.data ?? [], usage, { search: typed, sorting });
  const canWrite = useCan("write");
  const create = (): void => change("new", "");
  useCommand({ label: "New script", keys: "n", disabled: !canWrite, run: create }, { group: "Scripts" });
  const button = (
    <Button
      variant="primary"
      icon={<Plus size={14} aria-hidden />}
      keys="n"
      disabledReason={canWrite ? undefined : "This token may only read."}
      onClick={create}
    >
      New script
    </Button>
  );
  return (
    <ScreenFrame
      title="Scripts"
      detail={scripts.data && `${formatNumber(scripts.data.length)} in all`}
      actions={button}
      toolbar={<SearchField value={typed} onChange={(text) => change("q", text || null)} />}
    >
      {scripts.isPending && <SkeletonRows height={32} columns={["30%", "20%", "15%"]} label="Scripts" />}
      {scripts.isError && (
        <FaultState error={scripts.error} title="Scripts couldn't be loaded" onRetry={() => void scripts.refetch()} />
      )}
      {scripts.data?.length === 0 && <NoScripts button={button} />}
      {scripts.data && scripts.data.length > 0 && rows.length === 0 && (
        <EmptyState title="No script matches" actions={<Button onClick={() => change("q", null)}>Show all</Button>} />
      )}
      {rows.length > 0 && <Rows rows={rows} sorting={sorting} onSort={(by) => setSorting(sortedBy(sorting, by))} />}
      {wanted !== null && <NewScriptDialog trigger={wanted} onClose={() => change("new", null)} />}
    </ScreenFrame>
  );
}

function withParameter(before: URLSearchParams, name: string, value: string | null): URLSearchParams {
  const after = new URLSearchParams(before);
  if (value === null) after.delete(name);
  else after.set(name, value);
  return after;
}

function NoScripts({ button }: { readonly button: React.ReactNode }) {
  const { name, paths } = useHome();
  return (
    <EmptyState title="There is no script yet" actions={button}>
      A script decides, adds data or does something at a hook. It runs once a pipeline with it is published.{" "}
      {name === "playground" && (
        <Link href={paths.start} className="underline">
          Begin with an example.
        </Link>
      )}
    </EmptyState>
  );
}

function SearchField({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  return (
    <TextField
      label="Search scripts"
      hideLabel
      type="search"
      size="sm"
      placeholder="Search scripts"
      start={<Search size={14} aria-hidden />}
      value={value}
      onChangeText={onChange}
      className="w-64"
      data-search
    />
  );
}

interface RowsProps {
  readonly rows: readonly ScriptRow[];
  readonly sorting: Sorting;
  readonly onSort: (by: SortKey) => void;
}

function Rows(props: RowsProps) {
  return useIsNarrow() ? <NarrowRows rows={props.rows} /> : <WideRows {...props} />;
}

function WideRows({ rows, sorting, onSort }: RowsProps) {
  const head = (by: SortKey) => ({
    onSort: () => onSort(by),
    sorted: sorting.by === by ? sorting.direction : undefined,
  });
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell {...head("id")}>Script</HeadCell>
          <HeadCell>Name</HeadCell>
          <HeadCell {...head("uses")}>Used by</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell numeric {...head("version")}>
            Version
          </HeadCell>
          <HeadCell {...head("updatedAt")}>Updated</HeadCell>
          <HeadCell>By</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <WideRow key={row.id} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function WideRow({ row }: { readonly row: ScriptRow }) {
  const { paths } = useHome();
  const { id, name, uses, version, updatedAt, updatedBy } = row;
  return (
    <Row>
      <Cell>
        <Link href={paths.scripts(id)} className="code">
          {id}
        </Link>
      </Cell>
      <Cell className="max-w-60 truncate">{name === id ? "" : <PlainText text={name} />}</Cell>
      <Cell>
        <span className="flex gap-1">
          {uses.slice(0, 3).map(({ trigger }) => (
            <Tag key={trigger} mono>
              {trigger}
            </Tag>
          ))}
          {uses.length > 3 && <Tag>+{uses.length - 3}</Tag>}
        </span>
      </Cell>
      <Cell>
        <StateTag row={row} />
      </Cell>
      <Cell numeric>{version}</Cell>
      <Cell className="text-fg-2">
        <RelativeTime at={updatedAt} />
      </Cell>
      <Cell className="max-w-48 truncate text-fg-2">
        <PlainText text={updatedBy} />
      </Cell>
    </Row>
  );
}

function NarrowRows({ rows }: Pick<RowsProps, "rows">) {
  const { paths } = useHome();
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className="border-b border-line-1">
          <Link href={paths.scripts(row.id)} className="flex min-h-11 items-center gap-2 px-4 py-2 text-fg-1">
            <span className="min-w-0 flex-1">
              <span className="code block truncate">{row.id}</span>
              <span className="block truncate text-12 text-fg-2">
                {row.uses.map(({ trigger }) => trigger).join(", ") || "in no pipeline"}
              </span>
            </span>
            <StateTag row={row} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

const states = {
  published: { tone: "success", word: "published" },
  draft: { tone: "draft", word: "in a draft" },
  unused: { tone: "neutral", word: "not used" },
} as const;

function StateTag({ row: { state } }: { readonly row: ScriptRow }) {
  return <Tag tone={states[state].tone}>{states[state].word}</Tag>;
}
