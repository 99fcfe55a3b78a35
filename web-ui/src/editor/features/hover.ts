import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";

import { askQuietly } from "../language/ask.ts";
import { positionAt, spanOf } from "../language/positions.ts";
import type { Hover } from "../language/protocol.ts";
import { element } from "./dom.ts";
import { renderMarkup } from "./markdown-view.ts";

/** What is under the pointer. */
export const hover: Extension = hoverTooltip(
  async (view, pos) => {
    const found = await askQuietly<Hover>(view, "textDocument/hover", { position: positionAt(view.state.doc, pos) });
    if (!found) return null;
    const { from, to } = found.range ? spanOf(view.state.doc, found.range) : { from: pos, to: pos };
    return {
      pos: from,
      end: to,
      above: true,
      create: () => {
        const dom = element("div", "cm-hover");
        dom.append(renderMarkup(found.contents));
        return { dom };
      },
    };
  },
  { hideOnChange: true, hoverTime: 300 },
);
