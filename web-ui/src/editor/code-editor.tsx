import { EditorState, type TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";

import type { CodeEditorProps } from "./lazy-code-editor.tsx";
import { editorExtensions, goToLine, showProblems } from "./extensions.ts";

/**
 * A CodeMirror in a shadow root. There it puts its styles into adopted style sheets; in the page itself it would add
 * style elements, which the page's policy refuses.
 */
export function CodeEditor({ value, label, readOnly = false, problems = none, line, onChange }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const changed = useEffectEvent((code: string) => onChange?.(code));
  const initial = useEffectEvent(() => value);
  const dispatch = (spec: (state: EditorState) => TransactionSpec): void => {
    const view = editor.current;
    view?.dispatch(spec(view.state));
  };
  useEffect(() => {
    if (!host.current) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open", delegatesFocus: true });
    const extensions = editorExtensions({ label, readOnly, onChange: (code) => changed(code) });
    const view = new EditorView({ state: EditorState.create({ doc: initial(), extensions }), parent: root, root });
    editor.current = view;
    return () => {
      editor.current = undefined;
      view.destroy();
    };
  }, [label, readOnly]);
  useEffect(() => {
    const doc = editor.current?.state.doc;
    if (doc && doc.toString() !== value) dispatch(() => ({ changes: { from: 0, to: doc.length, insert: value } }));
  }, [value]);
  useEffect(() => dispatch((state) => showProblems(state, problems)), [problems, label, readOnly]);
  useEffect(() => dispatch((state) => goToLine(state, line)), [line, label, readOnly]);
  return <div ref={host} className="h-full min-h-0 overflow-hidden" data-code-editor />;
}

const none = [] as const;
