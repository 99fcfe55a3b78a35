import { Prec, type Extension } from "@codemirror/state";

import { actionsGutter, actionsMenu } from "./actions-menu.ts";
import { codeLens } from "./code-lens.ts";
import { completion } from "./completion.ts";
import { definition } from "./definition.ts";
import { diagnostics, diagnosticsGutter } from "./diagnostics.ts";
import { editorScript, type EditorScript } from "./editor-script.ts";
import { foldMarks, folding } from "./folding.ts";
import { formatting } from "./format.ts";
import { documentHighlights } from "./highlights.ts";
import { hover } from "./hover.ts";
import { inlayHints } from "./inlay-hints.ts";
import { languageLook } from "./look.ts";
import { outline } from "./outline.ts";
import { references } from "./references.ts";
import { renameInPlace } from "./rename.ts";
import { selectionGrowth } from "./selection-growth.ts";
import { semanticTokens } from "./semantic-tokens.ts";
import { serviceNote } from "./service-note.ts";
import { signature } from "./signature.ts";
import { fastSync } from "./sync.ts";

const seen = [diagnostics, semanticTokens, inlayHints, documentHighlights, codeLens, folding, hover];
const done = [actionsMenu, completion, signature, renameInPlace, definition, references, outline];

/** Everything that an editor has by the language server. */
export function languageFeatures(script: EditorScript): Extension {
  return [
    editorScript.of(script),
    script.session.editorOf(script.id),
    fastSync,
    serviceNote(script.session),
    // Before the keys of an editor without a server, of which some are the same.
    Prec.high([done, seen, selectionGrowth, formatting]),
    // From left to right, after the numbers of the lines.
    [actionsGutter, diagnosticsGutter, foldMarks],
    languageLook,
  ];
}
