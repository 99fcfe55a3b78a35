/** What is said while a card moves, for those who hear and, in the bar below, for those who see. */
import { counted } from "../../ui/format.ts";
import { isHome, type Carrying } from "./carry.ts";
import { refusalAt, type Card, type Place } from "./draft.ts";
import type { CardProblem } from "./problems.ts";

export function pickedUp(carrying: Carrying): string {
  return `${carrying.scriptId} picked up. ${homeText(carrying)} Arrow keys move, Space drops, Escape cancels.`;
}

/** The place the card is over. */
export function over(carrying: Carrying): string {
  const { at, rest, limits } = carrying;
  if (isHome(carrying)) return homeText(carrying);
  const refused = refusalAt(rest, at, limits);
  if (refused !== undefined) return refused;
  if (at.kind === "gate") return `New layer ${at.gate + 1} of ${rest.length + 1}, ${neighbours(carrying, at.gate)}.`;
  const others = rest[at.layer]!;
  const position = `position ${at.position + 1} of ${others.length + 1}`;
  return `Layer ${at.layer + 1}, ${position}, beside ${listed(others)}.`;
}

export function dropped(carrying: Carrying, problems: readonly CardProblem[]): string {
  return [`${carrying.scriptId} dropped in ${placeText(carrying, carrying.at)}.`, ...countText(problems)].join(" ");
}

export function cancelled(carrying: Carrying): string {
  return `Cancelled. ${carrying.scriptId} is back in ${whereHome(carrying)}.`;
}

/** For the label at a pointer, as in "new layer 3 of 4". */
export function shortPlace(carrying: Carrying): string {
  if (refusalAt(carrying.rest, carrying.at, carrying.limits) !== undefined) return "no room here";
  return isHome(carrying) ? "back to its place" : placeText(carrying, carrying.at);
}

function homeText({ home, rest }: Carrying): string {
  if (home.kind === "gate") return `Layer ${home.gate + 1} of ${rest.length + 1}, position 1 of 1.`;
  const width = rest[home.layer]!.length + 1;
  return `Layer ${home.layer + 1} of ${rest.length}, position ${home.position + 1} of ${width}.`;
}

function whereHome({ home }: Carrying): string {
  if (home.kind === "gate") return `layer ${home.gate + 1}, position 1`;
  return `layer ${home.layer + 1}, position ${home.position + 1}`;
}

function placeText({ rest, home }: Carrying, place: Place): string {
  if (place.kind === "layer") {
    return `layer ${place.layer + 1}, position ${place.position + 1} of ${rest[place.layer]!.length + 1}`;
  }
  const isOwn = home.kind === "gate" && home.gate === place.gate;
  return isOwn ? `layer ${place.gate + 1}, position 1 of 1` : `new layer ${place.gate + 1} of ${rest.length + 1}`;
}

function neighbours({ rest }: Carrying, gate: number): string {
  const next = rest[gate];
  return next ? `before ${listed(next)}` : `after ${listed(rest[gate - 1] ?? [])}`;
}

/** "a", "a and b", "a and 2 more". */
export function listed(cards: readonly Pick<Card, "scriptId">[]): string {
  const [first, second] = cards;
  if (!first) return "nothing";
  if (!second) return first.scriptId;
  return cards.length === 2
    ? `${first.scriptId} and ${second.scriptId}`
    : `${first.scriptId} and ${cards.length - 1} more`;
}

/** As in "1 warning: risk_verdict, line 9." Errors go first, and are told alone. */
function countText(problems: readonly CardProblem[]): string[] {
  const errors = problems.filter(({ severity }) => severity === "error");
  const told = errors.length > 0 ? errors : problems;
  const [first] = told;
  if (!first) return [];
  const noun = errors.length > 0 ? "error" : "warning";
  const where = [
    ...(first.scriptId === undefined ? [] : [first.scriptId]),
    ...(first.line === undefined ? [] : [`line ${first.line}`]),
  ];
  return [`${counted(told.length, noun)}: ${where.length > 0 ? where.join(", ") : first.message.replace(/\.$/, "")}.`];
}
