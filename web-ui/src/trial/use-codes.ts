import { useMemo } from "react";

import { useEditedScripts } from "../data/queries/script-editing.ts";
import { useScriptCodes } from "../data/queries/scripts.ts";

/** Code of scripts as somebody sees it: what is typed and not saved goes before what was saved. */
export function useCodesAsEdited(scripts: readonly string[]): ReturnType<typeof useScriptCodes> {
  const { codes, error } = useScriptCodes(scripts);
  const edited = useEditedScripts(scripts);
  const all = useMemo(() => codes && new Map([...codes, ...edited]), [codes, edited]);
  return { codes: all, error };
}

/** Finds the code of scripts for `planOf`. */
export function scriptIn(codes: ReadonlyMap<string, string | null>): (id: string) => { code: string } | undefined {
  return (id) => {
    const code = codes.get(id);
    return typeof code === "string" ? { code } : undefined;
  };
}
