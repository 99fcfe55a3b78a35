import { Plus } from "lucide-react";
import { useState } from "react";

import { casesOf, freeCaseName, type PlacedCase } from "../../data/case-files.ts";
import { faultOf } from "../../data/faults.ts";
import { useCan } from "../../data/queries/workspace.ts";
import type { CaseVerdict } from "../../data/workspace.ts";
import { FaultNote } from "../../parts/fault-note.tsx";
import { StatusItem } from "../../shell/slots.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { formatNumber } from "../../ui/format.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { contextText, readContext } from "../context-fields.ts";
import { coverageIn, type TestBench } from "../use-bench.ts";
import { CaseDialog } from "./case-dialog.tsx";
import { caseOfTrial } from "./case-of-trial.ts";
import { CaseRow } from "./case-row.tsx";
import { CoverageLine } from "./coverage-line.tsx";
import { useFileChoice } from "./file-choice.tsx";
import type { CaseRuns } from "./use-case-runs.ts";

export interface CasesPanelProps {
  readonly bench: TestBench;
  /** Whose coverage is told. */
  readonly script?: string | undefined;
  readonly onOpenLine?: ((scriptId: string, line: number) => void) | undefined;
}

/** What the pipeline has to do, and whether it does so as it is typed. */
export function CasesPanel({ bench, script, onOpenLine }: CasesPanelProps) {
  const { book, runs, hook } = bench;
  const [adding, setAdding] = useState<PlacedCase["case"]>();
  const cannotAdd = useWhyNotAdd(bench);
  const cases = casesOf(book.files ?? []);
  const coverage = script === undefined ? undefined : coverageIn(bench, script);
  const add = (): void => setAdding(newCase(bench));
  return (
    <section aria-label="Test cases" className="border-t border-line-1">
      <div className="flex items-center gap-2 px-4 py-2">
        <h2 className="font-semibold">Test cases</h2>
        <span className="text-12 text-fg-3">{formatNumber(cases.length)}</span>
        <span className="flex-1" />
        <span className="text-12 text-fg-2 tabular-nums" role="status" aria-label="Test cases that pass">
          {caseWords(cases, runs)}
        </span>
        <Button
          size="sm"
          variant="quiet"
          icon={<Plus size={14} aria-hidden />}
          disabledReason={cannotAdd}
          onClick={add}
        >
          Save as test case…
        </Button>
      </div>
      <Faults {...{ book, runs }} />
      {script !== undefined && coverage && onOpenLine && <CoverageLine {...{ script, coverage, onOpenLine }} />}
      <CaseList {...{ bench, cases }} />
      {adding && <NewCase {...{ book, adding }} trigger={hook.name} onClose={() => setAdding(undefined)} />}
    </section>
  );
}

interface NewCaseProps extends Pick<TestBench, "book"> {
  readonly trigger: string;
  readonly adding: PlacedCase["case"];
  readonly onClose: () => void;
}

function NewCase({ book, trigger, adding, onClose }: NewCaseProps) {
  const choice = useFileChoice(book.files ?? [], trigger);
  return (
    <CaseDialog
      title={`New test case of ${trigger}`}
      action="Add case"
      case={adding}
      choice={choice}
      onSave={(added) => book.add(added, choice.name)}
      onClose={onClose}
    />
  );
}

/** "11 of 12 pass"; nothing where there is none. */
function caseWords(cases: readonly PlacedCase[], runs: CaseRuns): string {
  if (cases.length === 0) return "";
  const verdicts = cases.map((placed) => verdictOf(runs, placed));
  if (verdicts.includes(undefined)) return runs.fault ? "not run" : "running";
  const passed = verdicts.filter((verdict) => verdict?.passed).length;
  return `${formatNumber(passed)} of ${formatNumber(cases.length)} pass`;
}

/** The same in the status bar, where the panel may be out of sight. */
export function CaseStatus({ bench: { book, runs } }: Pick<CasesPanelProps, "bench">) {
  const words = caseWords(casesOf(book.files ?? []), runs);
  return words !== "" && <StatusItem>Test cases: {words}</StatusItem>;
}

function verdictOf({ verdicts }: CaseRuns, { file, case: { name } }: PlacedCase): CaseVerdict | undefined {
  return verdicts.get(file)?.get(name);
}

function useWhyNotAdd({ book, trial }: TestBench): string | undefined {
  const canWrite = useCan("write");
  if (!canWrite) return "This token may only read.";
  if (!book.files) return "The cases have not been read.";
  if (trial.result?.source !== "draft" || !trial.result.trace) return "Run the draft first: its run becomes a case.";
  return trial.isStale ? "Something was changed since: run again." : undefined;
}

function newCase({ trial, mocks, book, hook }: TestBench): PlacedCase["case"] | undefined {
  const { result, input, secrets } = trial;
  const { context } = readContext(input.contextText);
  if (!result || !context) return undefined;
  const name = freeCaseName(book.files ?? [], `${hook.title}, ${result.trace?.status ?? "success"}`);
  return caseOfTrial(name, { context, input, mocks: mocks ?? [], secrets }, result);
}

function Faults({ book, runs }: Pick<TestBench, "book" | "runs">) {
  if (book.error) {
    return (
      <div className="px-4 pb-3">
        <FaultNote fault={faultOf(book.error)} />
        <Button size="sm" className="mt-2" onClick={() => book.retry()}>
          Try again
        </Button>
      </div>
    );
  }
  if (!runs.fault) return null;
  return (
    <div className="px-4 pb-3">
      <FaultNote fault={runs.fault} />
    </div>
  );
}

interface CaseListProps extends Pick<CasesPanelProps, "bench"> {
  readonly cases: readonly PlacedCase[];
}

function CaseList({ bench, cases }: CaseListProps) {
  const { book, runs, trial } = bench;
  const canWrite = useCan("write");
  const [editing, setEditing] = useState<PlacedCase>();
  const [deleting, setDeleting] = useState<PlacedCase>();
  if (!book.files && !book.error) return <SkeletonRows rows={2} height={28} columns={["60%"]} label="Test cases" />;
  if (cases.length === 0 && book.files) {
    return (
      <p className="px-4 pb-4 text-12 text-fg-2">
        There is none yet. Run the draft, then save the run as a test case: from then on it is run at every change.
      </p>
    );
  }
  const take = ({ context, userId = "", requestIp = "", env = {} }: PlacedCase["case"]): void =>
    trial.change({ contextText: contextText(context), userId, requestIp, env, source: "draft" });
  return (
    <>
      <ul aria-label="Test cases" aria-busy={runs.isRunning}>
        {cases.map((placed) => (
          <CaseRow
            key={`${placed.file} ${placed.case.name}`}
            {...{ placed, canWrite }}
            verdict={verdictOf(runs, placed)}
            onEdit={() => setEditing(placed)}
            onDelete={() => setDeleting(placed)}
            onTake={() => take(placed.case)}
          />
        ))}
      </ul>
      {editing && (
        <CaseDialog
          title="Test case"
          action="Save case"
          case={editing.case}
          verdict={verdictOf(runs, editing)}
          onSave={(after) => book.replace(editing, after)}
          onClose={() => setEditing(undefined)}
        />
      )}
      <ConfirmDialog
        open={deleting !== undefined}
        title={`Delete “${deleting?.case.name ?? ""}”?`}
        action="Delete case"
        danger
        onConfirm={() => (deleting ? book.remove(deleting) : undefined)}
        onClose={() => setDeleting(undefined)}
      >
        It is gone for everybody, and publishing does not ask it any more.
      </ConfirmDialog>
    </>
  );
}
