import { Eraser, MoreHorizontal, Pause, Play, RotateCw, Trash2 } from "lucide-react";
import { useCallback, useMemo, useState, type ReactElement } from "react";
import { useLocation, useSearch } from "wouter";

import { useHome } from "../../data/home.tsx";
import { useCan, useRetention } from "../../data/queries/workspace.ts";
import { FaultState } from "../../parts/fault-state.tsx";
import { useCommands } from "../../shell/commands.ts";
import { ScreenFrame } from "../../shell/screen-frame.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import type { TimeRange } from "../model/chart-span.ts";
import { filterSearch, momentText, parseFilter, withFilter, type FilterName } from "../model/filter.ts";
import { Charts } from "./charts.tsx";
import { CompareBar } from "./compare-bar.tsx";
import { DroppedNote, FilterBar } from "./filter-bar.tsx";
import { EmptyList, PartialNote } from "./list-states.tsx";
import { ListTable } from "./list-table.tsx";
import { CleanUpDialog, EraseUserDialog } from "./maintenance.tsx";
import { NewerBar } from "./newer-bar.tsx";
import { useComparePick, type ComparePick } from "./use-compare-pick.ts";
import { useTraceList, type TraceListState } from "./use-trace-list.ts";

/** What ran, newest first. The address says what is shown; another one is another list. */
export function TraceList(): ReactElement {
  const search = useSearch();
  const { filter } = useMemo(() => parseFilter(search), [search]);
  return <FilteredList key={filterSearch(filter)} />;
}

function FilteredList(): ReactElement {
  const search = useSearch();
  const { filter, dropped } = useMemo(() => parseFilter(search), [search]);
  const [follow, setFollow] = useState(filter.until === undefined);
  const [selected, setSelected] = useState<number>();
  const [isAtTop, setAtTop] = useState(true);
  const list = useTraceList(filter, follow, isAtTop && selected === undefined);
  const compare = useComparePick();
  const { paths } = useHome();
  const retention = useRetention();
  const [, navigate] = useLocation();
  const placeKey = filterSearch(filter);
  const change = useCallback(
    (name: FilterName, value: string | undefined) =>
      navigate(paths.traces() + filterSearch(withFilter(filter, name, value))),
    [filter, navigate, paths],
  );
  const setRange = useCallback(
    ({ from, to }: TimeRange) => {
      const since = withFilter(filter, "since", momentText(from));
      navigate(paths.traces() + filterSearch(withFilter(since, "until", momentText(to, true))));
    },
    [filter, navigate, paths],
  );
  const showNewer = (): void => {
    list.showNewer();
    setSelected(undefined);
    document.querySelector("[role=grid].trace-list")?.scrollTo({ top: 0 });
  };
  const selectedRow = selected === undefined ? undefined : list.rows[selected];
  useCommands(
    [
      { keys: "l", label: follow ? "Stop following traces" : "Follow traces", run: () => setFollow(!follow) },
      { label: "Read the list of traces anew", run: list.reload },
      {
        keys: "c",
        label: compare.picked ? "Compare with the selected trace" : "Compare the selected trace with another…",
        disabled: !selectedRow,
        run: () => selectedRow && compare.pick(selectedRow),
      },
    ],
    { group: "Traces" },
  );
  return (
    <ScreenFrame
      title="Traces"
      detail={retention && `kept ${retention}`}
      actions={<ListActions follow={follow} onFollow={setFollow} list={list} />}
      toolbar={<FilterBar filter={filter} onChange={change} count={countText(list)} />}
      fixed
    >
      <DroppedNote dropped={dropped} />
      {(list.rows.length > 0 || placeKey !== "") && <Charts list={list} follow={follow} onRange={setRange} />}
      {list.waiting !== undefined && <NewerBar text={list.waiting} onShow={showNewer} />}
      <CompareBar {...compare} />
      <PartialNote list={list} filter={filter} />
      <ListBody
        {...{ list, selected, placeKey, filter, compare }}
        onSelect={setSelected}
        onTopChange={setAtTop}
        onFilter={change}
      />
    </ScreenFrame>
  );
}

interface ListBodyProps {
  readonly list: TraceListState;
  readonly filter: ReturnType<typeof parseFilter>["filter"];
  readonly selected: number | undefined;
  readonly placeKey: string;
  readonly compare: ComparePick;
  readonly onSelect: (index: number | undefined) => void;
  readonly onTopChange: (isAtTop: boolean) => void;
  readonly onFilter: (name: FilterName, value: string | undefined) => void;
}

function ListBody({ list, filter, onFilter, ...table }: ListBodyProps): ReactElement {
  switch (list.status) {
    case "loading":
      return (
        <SkeletonRows rows={14} height={32} columns={["92px", "64px", "48px", "120px", "30%", "90px"]} label="Traces" />
      );
    case "error":
      return (
        <FaultState
          error={list.error}
          title="Traces couldn't be loaded"
          unaffected="Pipelines and scripts are unaffected."
          onRetry={list.reload}
        />
      );
    case "ready":
      return list.rows.length === 0 ? (
        <EmptyList list={list} filter={filter} onFilter={onFilter} />
      ) : (
        <ListTable list={list} {...table} />
      );
  }
}

interface ListActionsProps {
  readonly follow: boolean;
  readonly onFollow: (follow: boolean) => void;
  readonly list: TraceListState;
}

function ListActions({ follow, onFollow, list }: ListActionsProps): ReactElement {
  const [dialog, setDialog] = useState<"clean-up" | "erase">();
  const mayCleanUp = useCan("cron");
  const mayErase = useCan("admin");
  const close = (): void => setDialog(undefined);
  return (
    <>
      <Button
        size="sm"
        aria-pressed={follow}
        icon={follow ? <span className="live-dot" aria-hidden /> : <Play size={12} aria-hidden />}
        keys="l"
        onClick={() => onFollow(!follow)}
      >
        {follow ? "Live" : "Follow"}
        {follow && <Pause size={12} aria-hidden />}
      </Button>
      <Menu
        align="end"
        trigger={<IconButton label="More for traces" size="sm" icon={<MoreHorizontal size={14} aria-hidden />} />}
        entries={[
          { label: "Read anew", icon: <RotateCw size={14} aria-hidden />, onSelect: list.reload },
          { separator: true },
          {
            label: "Clean up now…",
            icon: <Trash2 size={14} aria-hidden />,
            disabled: !mayCleanUp,
            ...(!mayCleanUp && { hint: "takes the role cron" }),
            onSelect: () => setDialog("clean-up"),
          },
          {
            label: "Erase a user's traces…",
            icon: <Eraser size={14} aria-hidden />,
            danger: true,
            disabled: !mayErase,
            ...(!mayErase && { hint: "takes the role admin" }),
            onSelect: () => setDialog("erase"),
          },
        ]}
      />
      {dialog === "clean-up" && <CleanUpDialog onClose={close} />}
      {dialog === "erase" && <EraseUserDialog onClose={close} />}
    </>
  );
}

function countText({ rows, isWhole, status }: TraceListState): string {
  if (status !== "ready") return "";
  const count = rows.length.toLocaleString("en-US");
  return isWhole ? `${count} in all` : `${count} read`;
}
