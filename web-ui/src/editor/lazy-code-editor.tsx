import { lazy, Suspense, type ComponentType } from "react";

import type { CodeProblem } from "../data/workspace.ts";
import type { Surroundings } from "./language/surroundings.ts";
import type { CoverageMarks, RunMarks } from "../parts/run-marks.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";

/** A script that the language service knows, and the ways from it to others. */
export interface ScriptLanguage {
  readonly id: string;
  readonly surroundings: Surroundings;
  /** Opens another script at a line, from 1. */
  readonly open: (id: string, line: number) => void;
  /** Changes another script, as if somebody typed it there. */
  readonly edit: (id: string, change: (code: string) => string) => void;
}

export interface CodeEditorProps {
  readonly value: string;
  /** What it is of, for those who don't see it: "Code of geo_risk". Another label is another document. */
  readonly label: string;
  readonly readOnly?: boolean | undefined;
  /** With it, the editor completes, checks and explains; without, it only shows and colours. */
  readonly language?: ScriptLanguage | undefined;
  /** What is wrong, for editors without `language`, which finds more by itself. */
  readonly problems?: readonly CodeProblem[] | undefined;
  /** A line to mark and to bring into view. */
  readonly line?: number | undefined;
  /** What the last run left at its lines. */
  readonly run?: RunMarks | undefined;
  /** What its test cases left out. */
  readonly coverage?: CoverageMarks | undefined;
  readonly onChange?: ((code: string) => void) | undefined;
  /** The person goes to something else on the page. */
  readonly onLeave?: (() => void) | undefined;
}

const Editor: ComponentType<CodeEditorProps> = lazy(async () => ({
  default: (await import("./code-editor.tsx")).CodeEditor,
}));

/** The script editor, whose code is loaded when one is first shown. */
export function LazyCodeEditor(props: CodeEditorProps) {
  return (
    <Suspense fallback={<SkeletonRows rows={8} height={20} columns={["60%"]} label="The editor's parts" />}>
      <Editor {...props} />
    </Suspense>
  );
}
