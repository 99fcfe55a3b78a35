import { lazy, Suspense, type ComponentType } from "react";

import type { CodeProblem } from "../data/workspace.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";

export interface CodeEditorProps {
  readonly value: string;
  /** What it is of, for those who don't see it: "Code of geo_risk". Another label is another document. */
  readonly label: string;
  readonly readOnly?: boolean | undefined;
  readonly problems?: readonly CodeProblem[] | undefined;
  /** A line to mark and to bring into view. */
  readonly line?: number | undefined;
  readonly onChange?: ((code: string) => void) | undefined;
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
