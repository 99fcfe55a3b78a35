import { useState } from "react";
import type { Mode } from "sluice";

import { PlainText } from "../../parts/plain-text.tsx";
import { ShapeGlyph } from "../../parts/shape-glyph.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { idsOf, type Pipeline } from "../model/draft.ts";
import { differencesOf, mergePipelines, type Choices, type Difference, type MergeSide } from "../model/merge.ts";

export interface MergeDialogProps {
  readonly mode: Mode;
  readonly mine: Pipeline;
  readonly theirs: Pipeline;
  /** Who saved, and when. */
  readonly title: string;
  readonly onChoose: (choice: MergeSide | Pipeline) => void;
  readonly onClose: () => void;
}

/** Both drafts side by side. One of them is kept whole or, thing by thing, what each of them has. */
export function MergeDialog({ mode, mine, theirs, title, onChoose, onClose }: MergeDialogProps) {
  const [choices, setChoices] = useState<Choices>({});
  const found = differencesOf(mine, theirs);
  const merged = mergePipelines(mine, theirs, choices);
  const taken = found.filter(({ key }) => choices[key] === "theirs").length;
  const isMixed = taken > 0 && taken < found.length;
  const footer = (
    <>
      <Button onClick={onClose}>Decide later</Button>
      <Button variant={taken > 0 && !isMixed ? "primary" : "secondary"} onClick={() => onChoose("theirs")}>
        Take theirs
      </Button>
      <Button variant={taken === 0 ? "primary" : "secondary"} onClick={() => onChoose("mine")}>
        Keep mine
      </Button>
      {isMixed && (
        <Button variant="primary" onClick={() => onChoose(merged)}>
          Keep the merge
        </Button>
      )}
    </>
  );
  return (
    <Dialog open onClose={onClose} title="Compare both drafts" footer={footer} size="lg">
      <p className="text-fg-2">{title} Choose for each difference; Undo goes back to mine.</p>
      <div className="grid gap-3 md:grid-cols-3">
        <Side title="Mine" pipeline={mine} mode={mode} />
        <Side title="Theirs" pipeline={theirs} mode={mode} />
        <Side title={isMixed ? "The merge" : taken > 0 ? "Kept: theirs" : "Kept: mine"} pipeline={merged} mode={mode} />
      </div>
      <div>
        <h3 className="mb-1 text-12 font-semibold">What differs</h3>
        {found.length === 0 ? (
          <p className="text-12 text-fg-2">Nothing. Either of them will do.</p>
        ) : (
          <ul className="grid text-12">
            {found.map((difference) => (
              <DifferenceRow
                key={difference.key}
                difference={difference}
                side={choices[difference.key] ?? "mine"}
                onSide={(side) => setChoices({ ...choices, [difference.key]: side })}
              />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

interface DifferenceRowProps {
  readonly difference: Difference;
  readonly side: MergeSide;
  readonly onSide: (side: MergeSide) => void;
}

const sides = [
  { value: "mine", label: "Mine" },
  { value: "theirs", label: "Theirs" },
] as const;

function DifferenceRow({ difference: { name, mine, theirs }, side, onSide }: DifferenceRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line-1 py-1.5">
      <span className="min-w-0 flex-1 basis-56">
        <b className="font-medium wrap-anywhere">
          <PlainText text={name} />
        </b>
        <span className="block text-fg-2 wrap-anywhere">
          Mine: <PlainText text={mine} limit={200} />. Theirs: <PlainText text={theirs} limit={200} />.
        </span>
      </span>
      <Segmented label={`What to keep of ${name}`} segments={sides} value={side} onChange={onSide} />
    </li>
  );
}

function Side({ title, pipeline, mode }: { readonly title: string; readonly pipeline: Pipeline; readonly mode: Mode }) {
  const layers = idsOf(pipeline.layers);
  return (
    <section className="rounded-6 border border-line-2 p-3" aria-label={title}>
      <h3 className="mb-2 flex items-center gap-2 text-12 font-semibold">
        {title} <ShapeGlyph mode={mode} layers={layers} />
      </h3>
      <ol className="grid gap-1 text-12">
        {layers.map((layer, index) => (
          <li key={index} className="flex gap-2">
            <span className="shrink-0 text-fg-3">Layer {index + 1}</span>
            <span className="code min-w-0 wrap-anywhere">{layer.join(", ")}</span>
          </li>
        ))}
      </ol>
      {layers.length === 0 && <p className="text-12 text-fg-3">No scripts</p>}
    </section>
  );
}
