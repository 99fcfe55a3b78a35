import { showFindings } from "../features/diagnostics.ts";
import { LanguageSession } from "./session.ts";

/** The one language server of this page. Nothing starts before an editor wants it. */
export const pageLanguage = new LanguageSession(showFindings);
