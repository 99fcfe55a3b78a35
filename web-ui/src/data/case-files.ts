import type { KeptCases, Outcome, Trace } from "sluice";
import type { Case, CaseFile, Expectation } from "sluice/cases";

/** A case where it is kept. */
export interface PlacedCase {
  /** Name of its file. */
  readonly file: string;
  readonly case: Case;
}

/** All cases of a trigger, file by file. */
export function casesOf(files: readonly KeptCases[]): PlacedCase[] {
  return files.flatMap(({ name: file, file: { cases } }) => cases.map((each) => ({ file, case: each })));
}

/** A file as it is to be kept, and the revision that was changed: 0 where there was none. */
export interface ChangedFile {
  readonly name: string;
  readonly file: CaseFile;
  readonly revision: number;
}

/** Names of the files that a new case of the trigger's pipeline can be put into. */
export function filesForNew(files: readonly KeptCases[]): string[] {
  return files.flatMap(({ name, ownPipeline }) => (ownPipeline ? [] : [name]));
}

/** Puts a new case behind the others of a file, which is new where the trigger has none of the name. */
export function withAdded(files: readonly KeptCases[], trigger: string, added: Case, name: string): ChangedFile {
  const kept = files.find((each) => each.name === name);
  const { revision, file } = kept ?? { revision: 0, file: { trigger, cases: [] } };
  return { name, revision, file: { ...file, cases: [...file.cases, added] } };
}

/** Puts a case in the place of the one that was called so. Undefined: there is no such case any more. */
export function withReplaced(files: readonly KeptCases[], { file: name, case: before }: PlacedCase, after: Case) {
  return changed(files, name, before.name, (cases, at) => cases.with(at, after));
}

/** Takes a case out; a file may be left without one. Undefined: there is no such case any more. */
export function withoutCase(files: readonly KeptCases[], { file: name, case: before }: PlacedCase) {
  return changed(files, name, before.name, (cases, at) => cases.toSpliced(at, 1));
}

function changed(
  files: readonly KeptCases[],
  name: string,
  caseName: string,
  change: (cases: readonly Case[], at: number) => Case[],
): ChangedFile | undefined {
  const kept = files.find((file) => file.name === name);
  const at = kept?.file.cases.findIndex((each) => each.name === caseName) ?? -1;
  if (!kept || at < 0) return undefined;
  return { name, revision: kept.revision, file: { ...kept.file, cases: change(kept.file.cases, at) } };
}

/** The name, or it with a number where a case of the trigger has it. */
export function freeCaseName(files: readonly KeptCases[], wanted: string): string {
  const taken = new Set(casesOf(files).map(({ case: { name } }) => name));
  for (let number = 2, name = wanted; ; name = `${wanted} ${number++}`) if (!taken.has(name)) return name;
}

/** What a run came to, as a case expects it: its whole outcome, and the failure where a script failed. */
export function expectationOf(outcome: Outcome, trace: Trace | undefined): Expectation {
  const { traceId: _, ...expected } = outcome;
  const failed = trace?.spans.find(({ parentId, status }) => parentId === undefined && status === "error");
  return {
    outcome: expected as NonNullable<Expectation["outcome"]>,
    exact: true,
    status: trace?.status ?? "success",
    ...(failed?.errorCode !== undefined && { errorCode: failed.errorCode }),
  };
}

/** In place of a secret's value: long enough for one, and plainly made up. */
export function standInFor(name: string): string {
  return `stand-in-for-${name}`;
}
