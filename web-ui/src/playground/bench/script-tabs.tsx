import { useLocation } from "wouter";

import { useHome } from "../../data/home.tsx";
import { useScriptCode, useScriptEditing } from "../../data/queries/script-editing.ts";
import { SaveNote } from "../../editor/save-note.tsx";
import { LazyCodeEditor } from "../../editor/lazy-code-editor.tsx";
import { useScriptLanguage } from "../../editor/use-script-language.ts";
import { useCommand } from "../../shell/commands.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { coverageIn, useRunMarks, type TestBench } from "../../trial/use-bench.ts";
import type { ScriptPlace } from "./bench.tsx";

export interface ScriptTabsProps {
  readonly trigger: string;
  readonly scripts: readonly string[];
  readonly place: ScriptPlace;
  readonly bench: TestBench;
}

/** The pipeline's scripts, one of them in the editor. */
export function ScriptTabs({ trigger, scripts, place, bench }: ScriptTabsProps) {
  const { paths } = useHome();
  const [, navigate] = useLocation();
  if (place.script === undefined) {
    return (
      <EmptyState
        title="This hook has no script yet"
        actions={
          <>
            <Button variant="primary" onClick={() => navigate(`${paths.scripts()}?new=${trigger}`)}>
              New script
            </Button>
            <Button onClick={() => navigate(paths.start)}>Choose an example</Button>
          </>
        }
      >
        Nothing runs, so everything is allowed. Write a script, or begin with an example.
      </EmptyState>
    );
  }
  return (
    <div className="flex h-full flex-col">
      <nav className="tabs" aria-label="Scripts">
        {scripts.map((id) => (
          <button
            key={id}
            type="button"
            className={cx("tab code")}
            aria-current={id === place.script}
            {...(id === place.script && { "data-active": "" })}
            onClick={() => place.open(id)}
          >
            {id}
          </button>
        ))}
      </nav>
      <OpenScript key={place.script} id={place.script} {...{ trigger, place, bench }} />
    </div>
  );
}

interface OpenScriptProps extends Omit<ScriptTabsProps, "scripts"> {
  readonly id: string;
}

function OpenScript({ trigger, id, place, bench }: OpenScriptProps) {
  const { keeper, save, stored, fault } = useScriptEditing(id);
  const code = useScriptCode(keeper);
  const language = useScriptLanguage(id, { trigger, onOpen: place.open });
  const marks = useRunMarks(id, bench.trial);
  const isMissing = stored === null && save.kind === "saved";
  useCommand(
    { label: `Save ${id}`, keys: "mod+s", inFields: true, run: () => void keeper.save() },
    { group: "Playground" },
  );
  return (
    <>
      <SaveNote {...{ id, save, fault, isMissing }} onResolve={(choice) => keeper.resolve(choice)} />
      <div className="min-h-0 flex-1" data-region="code" role="region" aria-label={`Script ${id}`} tabIndex={-1}>
        {stored !== undefined && (
          <LazyCodeEditor
            label={`Code of ${id}`}
            value={code}
            language={language}
            line={place.line}
            run={marks}
            coverage={coverageIn(bench, id)}
            onChange={(next) => keeper.type(next)}
            onLeave={keeper.tell}
          />
        )}
      </div>
    </>
  );
}
