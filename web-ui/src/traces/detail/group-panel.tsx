import type { Trace } from "sluice";
import type { ReactElement } from "react";

import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { formatNumber } from "../../ui/format.ts";
import { measuredText } from "../model/durations.ts";
import type { OutcomeWords } from "../model/outcome-words.ts";
import { spanTitle } from "../model/span-facts.ts";
import { layerKey, type LayerNode } from "../model/waterfall.ts";
import type { Waterfall } from "./use-waterfall.ts";

export interface GroupPanelProps {
  readonly trace: Trace;
  readonly waterfall: Waterfall;
  readonly words: OutcomeWords;
  /** The panel has a title of its own around it. */
  readonly bare: boolean;
}

/** What is selected when it is no span: a layer, or the whole trace. */
export function GroupPanel({ trace, waterfall, words, bare }: GroupPanelProps): ReactElement {
  const { tree, selected, select } = waterfall;
  const layer = tree.layers.find(({ index }) => layerKey(index) === selected);
  const layers = layer ? [layer] : tree.layers;
  return (
    <>
      {!bare && (
        <header className="span-head">
          <OutcomeMark status={words.status} size={16} label={words.status} />
          <h2 className="code truncate font-semibold">{layer ? `Layer ${layer.index + 1}` : trace.trigger}</h2>
        </header>
      )}
      <div className="span-body">
        {!layer && (
          <p>
            {words.headline}. <span className="text-fg-2">{words.because}</span>
          </p>
        )}
        {layers.map((each) => (
          <LayerSection key={each.index} layer={each} trace={trace} onSelect={select} />
        ))}
      </div>
    </>
  );
}

interface LayerSectionProps {
  readonly layer: LayerNode;
  readonly trace: Trace;
  readonly onSelect: (key: string) => void;
}

function LayerSection({ layer, trace, onSelect }: LayerSectionProps): ReactElement {
  return (
    <section>
      <h3 className="span-title">Layer {layer.index + 1}</h3>
      <ul className="layer-scripts">
        {layer.scripts.map(({ span }) => (
          <li key={span.id}>
            <OutcomeMark status={span.status} label={span.status} />
            <button
              type="button"
              className="code truncate text-left text-accent hover:underline"
              onClick={() => onSelect(span.id)}
            >
              <PlainText text={spanTitle(span)} limit={120} />
            </button>
            <span>{span.status === "skipped" ? "did not run" : measuredText(span.durationMs, trace.clock)}</span>
            <span>{formatNumber(span.instructions)} instructions</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
