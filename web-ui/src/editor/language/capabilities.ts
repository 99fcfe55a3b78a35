import type { Capabilities } from "../../data/capabilities.ts";
import { pageLanguage } from "./page-language.ts";

/** Asks the page's language server what a script can reach. Rejects where it cannot be asked. */
export function capabilitiesOf(code: string): Promise<Capabilities> {
  return pageLanguage.askAbout<Capabilities>(code, "sluice/capabilities");
}
