import { Trash2 } from "lucide-react";

import { PlainText } from "../../parts/plain-text.tsx";
import { IconButton } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import type { Card } from "../model/draft.ts";
import { layersOfGraph, predecessorsOf, type Drawing } from "../model/graph.ts";

export interface RunsAfterListProps {
  readonly drawing: Drawing;
  readonly onChange: (key: string, befores: readonly string[]) => void;
  readonly onRemove: (key: string) => void;
}

/** The graph in words: of each script, what it runs after. All that edges can do can be done here. */
export function RunsAfterList({ drawing, onChange, onRemove }: RunsAfterListProps) {
  const layers = layersOfGraph(drawing);
  return (
    <section className="graph-list" aria-label="What runs after what">
      <h2 className="sticky top-0 z-1 bg-surface pt-3 pb-1 text-12 font-semibold">What runs after what</h2>
      <div className="graph-layers">
        {layers.map((cards, layer) => (
          <div key={layer} role="group" aria-label={`Layer ${layer + 1}`}>
            <h3 className="py-1 text-11 font-medium text-fg-3">Layer {layer + 1}</h3>
            <ul className="border-y border-line-1">
              {cards.map((card) => (
                <Item key={card.key} card={card} {...{ drawing, onChange, onRemove }} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

interface ItemProps extends RunsAfterListProps {
  readonly card: Card;
}

function Item({ card, drawing, onChange, onRemove }: ItemProps) {
  const befores = predecessorsOf(drawing, card.key);
  const others = drawing.cards.filter(({ key }) => key !== card.key);
  const nameOf = (key: string): string => drawing.cards.find((one) => one.key === key)?.scriptId ?? key;
  const toggle = (key: string, on: boolean): void =>
    onChange(card.key, on ? [...befores, key] : befores.filter((one) => one !== key));
  return (
    <li className="flex items-start gap-2 border-t border-line-1 py-1.5 first:border-0">
      <details className="min-w-0 flex-1">
        <summary className="cursor-default">
          <span className="code text-12 font-medium">
            <PlainText text={card.scriptId} />
          </span>
          <span className="block pl-4 text-12 text-fg-3">
            {befores.length === 0 ? "runs first" : `after ${befores.map(nameOf).join(", ")}`}
          </span>
        </summary>
        <fieldset className="grid gap-1.5 py-2 pl-4">
          <legend className="sr-only">{card.scriptId} runs after</legend>
          {others.map(({ key, scriptId }) => (
            <Checkbox
              key={key}
              className="text-12"
              label={<span className="code">{scriptId}</span>}
              checked={befores.includes(key)}
              onChange={(on) => toggle(key, on)}
            />
          ))}
          {others.length === 0 && <span className="text-12 text-fg-3">There is no other script.</span>}
        </fieldset>
      </details>
      <IconButton
        size="sm"
        label={`Remove ${card.scriptId}`}
        icon={<Trash2 size={14} aria-hidden />}
        onClick={() => onRemove(card.key)}
      />
    </li>
  );
}
