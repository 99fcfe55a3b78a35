import { useParams } from "wouter";

import { ScriptList } from "./list/script-list.tsx";
import { ScriptPage } from "./page/script-page.tsx";

/** Scripts: the list, or the one that the address names. */
export function Screen() {
  const { id } = useParams<{ readonly id?: string }>();
  return id === undefined ? <ScriptList /> : <ScriptPage key={id} id={id} />;
}
