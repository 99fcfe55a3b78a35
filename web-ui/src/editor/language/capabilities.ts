import { pageLanguage } from "./page-language.ts";

/** What a run of a script can reach, as the language server finds it. */
export interface Capabilities {
  readonly secrets: readonly string[];
  readonly settings: readonly string[];
  readonly hosts: readonly string[];
  readonly helpers: readonly string[];
  /** Of these others may be reached, too: the script makes their names when it runs. */
  readonly unbounded: readonly ("secrets" | "settings" | "hosts")[];
}

/** Asks the page's language server. Rejects where it cannot be asked. */
export function capabilitiesOf(code: string): Promise<Capabilities> {
  return pageLanguage.askAbout<Capabilities>(code, "sluice/capabilities");
}
