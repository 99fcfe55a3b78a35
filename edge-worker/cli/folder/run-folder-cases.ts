import { createEngine } from "sluice";
import { joinCoverage, runCases, type CaseReport, type CaseResult, type ScriptCoverage } from "sluice/cases";

import { planFor, readCases, scriptOf, type Folder, type NamedCases } from "./folder.ts";

/** What became of a file of cases. */
export interface FileReport {
  readonly path: string;
  readonly report: CaseReport;
  readonly durationMs: number;
}

export interface CasesRun {
  readonly files: readonly FileReport[];
  readonly passed: number;
  readonly failed: number;
  readonly coverage?: readonly ScriptCoverage[];
}

export interface CasesRunOptions {
  /** Part of the path, trigger or name of the cases to run; default: all. */
  readonly filter?: string;
  readonly trigger?: string;
  readonly coverage?: boolean;
  readonly onResult?: (path: string, result: CaseResult) => void;
}

/** Runs the cases of a folder, file by file. */
export async function runFolderCases(folder: Folder, options: CasesRunOptions = {}): Promise<CasesRun> {
  const { filter = "", trigger, coverage = false } = options;
  const all = readCases(folder.root).filter(({ file }) => trigger === undefined || file.trigger === trigger);
  const files: FileReport[] = [];
  for (const named of all) {
    const only = onlyOf(named, filter);
    if (!named.file.cases.some(({ name }) => only(name))) continue;
    files.push(await runFile(folder, named, only, options));
  }
  const sum = (count: (report: CaseReport) => number): number =>
    files.reduce((total, { report }) => total + count(report), 0);
  const parts = files.flatMap(({ report }) => (report.coverage ? [report.coverage] : []));
  return {
    files,
    passed: sum((report) => report.passed),
    failed: sum((report) => report.failed),
    ...(coverage && { coverage: joinCoverage(parts, (id) => scriptOf(folder, id)?.code ?? "") }),
  };
}

function onlyOf({ path, file }: NamedCases, filter: string): (name: string) => boolean {
  const wanted = filter.toLowerCase();
  const whole = path.toLowerCase().includes(wanted) || file.trigger.includes(wanted);
  return (name) => whole || name.toLowerCase().includes(wanted);
}

async function runFile(
  folder: Folder,
  named: NamedCases,
  only: (name: string) => boolean,
  { coverage = false, onResult }: CasesRunOptions,
): Promise<FileReport> {
  const { path, file } = named;
  const startedAt = performance.now();
  const plan = await planFor(folder, file.trigger, named);
  const report = await runCases(file, {
    createEngine,
    plan,
    only,
    coverage,
    onResult: (result) => onResult?.(path, result),
  });
  return { path, report, durationMs: Math.round(performance.now() - startedAt) };
}
