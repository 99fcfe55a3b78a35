import { useQueries } from "@tanstack/react-query";
import type { Draft } from "sluice";
import { useCallback, useMemo } from "react";
import { useLocation } from "wouter";

import { useHome, useWorkspace } from "../data/home.tsx";
import { keys } from "../data/queries/keys.ts";
import { useDeployment } from "../data/queries/deployment.ts";
import { usePipelines } from "../data/queries/pipelines.ts";
import { useEditedScripts, useEditScript } from "../data/queries/script-editing.ts";
import { useScriptRecords } from "../data/queries/scripts.ts";
import { useSecrets } from "../data/queries/secrets.ts";
import { useCan } from "../data/queries/workspace.ts";
import type { PipelineOverview } from "../data/workspace.ts";
import type { ToldWorkspace } from "./language/surroundings.ts";
import type { ScriptLanguage } from "./lazy-code-editor.tsx";
import { surroundingsOf } from "./surroundings-of.ts";

export interface ScriptLanguageOptions {
  /** The hook that the person looks at; a script may stand in several. */
  readonly trigger?: string;
  /** Opens another script at a line; default: its page. */
  readonly onOpen?: (id: string, line: number) => void;
}

/** What the editor of a script needs to know of what is around it, as it changes. */
export function useScriptLanguage(id: string, { trigger, onOpen }: ScriptLanguageOptions = {}): ScriptLanguage {
  const { paths } = useHome();
  const [, navigate] = useLocation();
  const { data: overviews } = usePipelines();
  const around = useMemo(() => pipelinesAround(overviews ?? [], id, trigger), [overviews, id, trigger]);
  const drafts = useDrafts(around);
  // Without the script itself, whose text the editor tells: nothing here changes while it is typed.
  const others = useMemo(
    () => [...new Set(around.flatMap(({ layers }) => layers.flat()))].filter((other) => other !== id),
    [around, id],
  );
  const records = useScriptRecords(others);
  const edited = useEditedScripts(others);
  const workspace = useToldWorkspace();
  const edit = useEditScript();
  const surroundings = useMemo(
    () => surroundingsOf({ id, around, drafts, records, edited, workspace }),
    [id, around, drafts, records, edited, workspace],
  );
  const open = useCallback(
    (other: string, line: number) => (onOpen ? onOpen(other, line) : navigate(`${paths.scripts(other)}?line=${line}`)),
    [onOpen, navigate, paths],
  );
  return useMemo(() => ({ id, surroundings, open, edit }), [id, surroundings, open, edit]);
}

function useToldWorkspace(): ToldWorkspace {
  const { name: home } = useHome();
  // Without the right to see what secrets there are, none of their names is wrong.
  const mayRead = useCan("read");
  const { data: secrets } = useSecrets();
  const deployment = useDeployment();
  return useMemo(() => {
    // The playground has no settings but those that a trial is given.
    const { settings, ...rules } = deployment ?? {};
    return {
      ...rules,
      ...(home === "admin" && settings && { settings }),
      ...(mayRead && secrets && { secrets: secrets.map(({ name, hosts }) => ({ name, hosts })) }),
    };
  }, [home, mayRead, secrets, deployment]);
}

/** A pipeline that the script stands in: as it is drafted, or else as it is published. */
export interface PipelineAround {
  readonly overview: PipelineOverview;
  readonly layers: readonly (readonly string[])[];
}

function pipelinesAround(
  overviews: readonly PipelineOverview[],
  id: string,
  trigger: string | undefined,
): PipelineAround[] {
  const around = overviews.flatMap((overview) => {
    const layers = overview.draft?.layers ?? overview.published?.layers;
    return layers?.some((layer) => layer.includes(id)) ? [{ overview, layers }] : [];
  });
  // The last one counts.
  return around.sort((one, other) => rank(one) - rank(other));

  function rank({ overview }: PipelineAround): number {
    return overview.trigger === trigger ? 1 : 0;
  }
}

function useDrafts(around: readonly PipelineAround[]): ReadonlyMap<string, Draft> {
  const { control } = useWorkspace();
  const triggers = around.flatMap(({ overview }) => (overview.draft ? [overview.trigger] : []));
  return useQueries({
    queries: triggers.map((each) => ({ queryKey: keys.draft(each), queryFn: () => control.pipelines.draft(each) })),
    combine: draftsOf,
  });
}

function draftsOf(results: readonly { readonly data: Draft | null | undefined }[]): ReadonlyMap<string, Draft> {
  return new Map(results.flatMap(({ data }) => (data ? [[data.pipeline.trigger, data] as const] : [])));
}
