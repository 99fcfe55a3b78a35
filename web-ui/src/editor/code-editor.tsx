import { EditorState, type TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";

import { useHotkeys } from "../ui/hotkeys/use-hotkeys.ts";
import type { CodeEditorProps } from "./lazy-code-editor.tsx";
import { showCoverage } from "./coverage-marks.ts";
import { editorExtensions, goToLine, showProblems } from "./extensions.ts";
import { languageFeatures } from "./features/all.ts";
import { languageKeys } from "./features/language-keys.ts";
import { surroundingsChanged } from "./features/kept.ts";
import { showRun } from "./run-marks.ts";
import { useHeat } from "../parts/use-heat.ts";
import { pageLanguage } from "./language/page-language.ts";

/**
 * A CodeMirror in a shadow root. There it puts its styles into adopted style sheets; in the page itself it would add
 * style elements, which the page's policy refuses.
 */
export function CodeEditor({ value, label, readOnly = false, ...props }: CodeEditorProps) {
  const { language, problems = none, line, run, coverage, onChange, onLeave } = props;
  const isHeatShown = useHeat().isShown;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const typed = useRef<string[]>([]);
  const changed = useEffectEvent((code: string) => {
    typed.current = [...typed.current.slice(-mostTyped), code];
    onChange?.(code);
  });
  const initial = useEffectEvent(() => value);
  const script = language?.id;
  const features = useEffectEvent(() => {
    if (!language) return [];
    return languageFeatures({
      id: language.id,
      session: pageLanguage,
      open: (id, at) => opened(id, at),
      edit: (id, change) => edited(id, change),
    });
  });
  const opened = useEffectEvent((id: string, at: number) => language?.open(id, at));
  const edited = useEffectEvent((id: string, change: (code: string) => string) => language?.edit(id, change));
  const dispatch = (spec: (state: EditorState) => TransactionSpec): void => {
    const view = editor.current;
    view?.dispatch(spec(view.state));
  };
  useEffect(() => {
    if (!host.current) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open", delegatesFocus: true });
    const extensions = [editorExtensions({ label, readOnly, onChange: (code) => changed(code) }), features()];
    const view = new EditorView({ state: EditorState.create({ doc: initial(), extensions }), parent: root, root });
    editor.current = view;
    const end = pageLanguage.onTold(() => view.dispatch({ effects: surroundingsChanged.of(null) }));
    return () => {
      end();
      editor.current = undefined;
      view.destroy();
    };
  }, [label, readOnly, script]);
  useEffect(() => {
    if (language) pageLanguage.tell(language.id, language.surroundings);
  }, [language]);
  useEffect(() => {
    const doc = editor.current?.state.doc;
    // What was typed comes back as the value, on a busy machine when more has been typed: it must not undo that.
    const echo = typed.current.lastIndexOf(value);
    typed.current = typed.current.slice(echo + 1);
    if (doc && echo < 0 && doc.toString() !== value)
      dispatch(() => ({ changes: { from: 0, to: doc.length, insert: value } }));
  }, [value]);
  useEffect(() => {
    if (script === undefined) dispatch((state) => showProblems(state, problems));
  }, [problems, label, readOnly, script]);
  useEffect(() => dispatch((state) => goToLine(state, line)), [line, label, readOnly, script]);
  useEffect(() => dispatch(({ doc }) => showRun(doc, run, isHeatShown)), [run, isHeatShown, label, readOnly, script]);
  useEffect(() => dispatch(({ doc }) => showCoverage(doc, coverage)), [coverage, label, readOnly, script]);
  useHotkeys(languageKeys, { group: "Script editor", disabled: script === undefined });
  return <div ref={host} className="h-full min-h-0 overflow-hidden" data-code-editor onBlur={onLeave} />;
}

const none = [] as const;

/** Texts that were typed and have not come back as the value yet; whoever changes nothing never gives them back. */
const mostTyped = 100;
