import { cx } from "../../ui/cx.ts";
import { shortPlace } from "../model/announcements.ts";
import { isLegal, samePlace, type Carrying } from "../model/carry.ts";
import { findCard, type Layers, type Place } from "../model/draft.ts";
import { cardWidth, targetsOf, type Box, type CanvasGeometry, type Target } from "../model/geometry.ts";

export interface CarryTargetsProps {
  readonly carrying: Carrying;
  readonly layers: Layers;
  readonly geometry: CanvasGeometry;
}

/** Every place the card may go to, and the one it is over. For eyes only: the words are said elsewhere. */
export function CarryTargets({ carrying, layers, geometry }: CarryTargetsProps) {
  const targets = targetsOf(geometry, layers, carrying.key);
  return (
    <div aria-hidden>
      {targets.map((target, index) => (
        <TargetBox key={index} target={target} carrying={carrying} />
      ))}
      <InsertionLine {...{ carrying, layers, geometry }} />
    </div>
  );
}

function TargetBox({ target, carrying }: { readonly target: Target; readonly carrying: Carrying }) {
  const { place, box } = target;
  const legal = isLegal(carrying, place);
  const isOver = sameLayer(place, carrying.at);
  const width = carrying.rest[place.kind === "layer" ? place.layer : -1]?.length ?? 0;
  const text =
    place.kind === "layer"
      ? legal
        ? `Beside, layer ${place.layer + 1}`
        : `${width} of ${carrying.limits.scriptsPerLayer}`
      : "";
  const shown = isOver && place.kind === "gate" ? grown(box) : box;
  return (
    <div className={cx("carry-target", !legal && "is-full", isOver && "is-over")} style={styleOf(shown)}>
      {text}
    </div>
  );
}

function sameLayer(a: Place, b: Place): boolean {
  return a.kind === "layer" && b.kind === "layer" ? a.layer === b.layer : samePlace(a, b);
}

function grown({ x, y, width, height }: Box): Box {
  return { x: x - 3, y: y - 4, width: width + 6, height: height + 8 };
}

/** Between two cards of a layer, where the card would come. */
function InsertionLine({ carrying: { at, rest, key }, layers, geometry }: CarryTargetsProps) {
  if (at.kind !== "layer") return null;
  const next = rest[at.layer]?.[at.position];
  const place = next && findCard({ layers }, next.key);
  if (!place || findCard({ layers }, key)?.layer === undefined) return null;
  const card = geometry.columns[place.layer]!.cards[place.position]!;
  return <div className="carry-line" style={styleOf({ x: card.x, y: card.y - 8, width: cardWidth, height: 4 })} />;
}

const chipHeight = 34;

/** The card in the hand: below the place it is over, or at the pointer. */
export function CarriedCard(
  props: CarryTargetsProps & { readonly point: { readonly x: number; readonly y: number } | undefined },
) {
  const { carrying, layers, geometry, point } = props;
  const target = targetsOf(geometry, layers, carrying.key).find(({ place }) => sameLayer(place, carrying.at));
  const box = target?.box;
  const [x, y] = point
    ? [point.x - 24, point.y - 17]
    : [(box ? box.x + box.width / 2 : 0) - cardWidth / 2, box ? box.y + box.height - 20 : 0];
  const left = Math.max(0, Math.min(x, geometry.width - cardWidth));
  const top = Math.min(y, geometry.height - chipHeight - 2);
  return (
    <div className="carried-card" aria-hidden style={{ left, top }}>
      <span className="code min-w-0 truncate text-12 text-fg-1">{carrying.scriptId}</span>
      <span className="shrink-0">{shortPlace(carrying)}</span>
    </div>
  );
}

export function styleOf({ x, y, width, height }: Box) {
  return { left: x, top: y, width, height };
}
