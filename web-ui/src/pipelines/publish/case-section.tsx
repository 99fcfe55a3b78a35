import type { KeptCaseResult } from "sluice";

import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { TextArea } from "../../ui/field.tsx";
import { counted } from "../../ui/format.ts";
import { Note } from "../../ui/note.tsx";
import { SectionTitle } from "./section-title.tsx";
import type { CaseRun } from "./use-case-run.ts";

export interface CaseSectionProps {
  readonly run: CaseRun;
  readonly isOverridden: boolean;
  readonly reason: string;
  readonly onOverride: (overridden: boolean) => void;
  readonly onReason: (reason: string) => void;
}

/** What the pipeline has to do, case by case, and whether the draft does it. */
export function CaseSection({ run, isOverridden, reason, onOverride, onReason }: CaseSectionProps) {
  const { total, results, isRunning, fault } = run;
  const failed = results.filter(({ passed }) => !passed);
  const passed = results.filter((result) => result.passed);
  return (
    <section aria-label="Test cases" className="grid gap-2" aria-busy={isRunning}>
      <SectionTitle>Test cases</SectionTitle>
      {total === 0 && <p className="text-12 text-fg-3">None are kept for this pipeline.</p>}
      {total !== 0 && <Summary {...{ run, failed: failed.length, passed: passed.length }} />}
      {fault && (
        <Note status="error">
          <b>They couldn't be run.</b> <PlainText text={fault.text} limit={600} />
        </Note>
      )}
      {failed.length > 0 && <CaseList results={failed} label="Cases that fail" />}
      {passed.length > 0 && (
        <details>
          <summary className="cursor-default text-12 font-medium">Those that passed: {passed.length}</summary>
          <CaseList results={passed} label="Cases that pass" />
        </details>
      )}
      {(failed.length > 0 || fault) && (
        <Checkbox
          className="text-13"
          label="Publish although cases fail; the version and the audit log say so"
          checked={isOverridden}
          onChange={onOverride}
        />
      )}
      {isOverridden && (
        <TextArea label="Reason to go on" rows={2} value={reason} onChangeText={onReason} hint="Goes into the note." />
      )}
    </section>
  );
}

interface SummaryProps {
  readonly run: CaseRun;
  readonly failed: number;
  readonly passed: number;
}

function Summary({ run: { total, isRunning }, failed, passed }: SummaryProps) {
  if (isRunning) {
    return (
      <p className="text-12 text-fg-2" role="status">
        {total === undefined ? "Reading the cases…" : `Running ${counted(total, "case")} on the draft…`}
      </p>
    );
  }
  if (failed + passed === 0) return null;
  return (
    <p className="flex items-center gap-2 text-13" role="status">
      <OutcomeMark status={failed > 0 ? "error" : "success"} size={14} />
      <b>{failed > 0 ? `${failed} of ${counted(failed + passed, "case")} failed` : "All cases passed"}</b>
      {failed === 0 && <span className="text-12 text-fg-3 tabular-nums">{counted(passed, "case")}</span>}
    </p>
  );
}

function CaseList({ results, label }: { readonly results: readonly KeptCaseResult[]; readonly label: string }) {
  return (
    <ul className="border-b border-line-1" aria-label={label}>
      {results.map((result) => (
        <li key={`${result.file} ${result.name}`} className="border-t border-line-1 py-1 text-13">
          <span className="flex items-center gap-2">
            <OutcomeMark status={result.passed ? "success" : "error"} label={result.passed ? "passed" : "failed"} />
            <PlainText text={result.name} limit={200} className="min-w-0 flex-1 wrap-anywhere" />
            <span className="code text-12 text-fg-3">{result.file}</span>
          </span>
          {result.findings.length > 0 && <Findings findings={result.findings} />}
        </li>
      ))}
    </ul>
  );
}

/** What differed: where, then what was expected and what came. */
function Findings({ findings }: Pick<KeptCaseResult, "findings">) {
  return (
    <ul className="mt-1 ml-5 grid gap-1 text-12">
      {findings.map(({ what, expected, actual }, index) => (
        <li key={index} className="min-w-0 wrap-anywhere">
          <PlainText text={what} limit={500} className="text-fg-2" />
          {(expected !== undefined || actual !== undefined) && (
            <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3">
              <Side word="expected" text={expected} />
              <Side word="came" text={actual} />
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}

function Side({ word, text }: { readonly word: string; readonly text: string | undefined }) {
  return (
    <>
      <dt className="text-fg-3">{word}</dt>
      <dd className="code wrap-anywhere">
        {text === undefined ? (
          <span className="font-sans text-fg-3">nothing</span>
        ) : (
          <PlainText text={text} limit={500} />
        )}
      </dd>
    </>
  );
}
