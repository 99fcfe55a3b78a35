import { Ellipsis, Globe, KeyRound } from "lucide-react";
import type { PointerEvent, ReactNode } from "react";

import { useLimits } from "../../data/queries/deployment.ts";
import { PlainText } from "../../parts/plain-text.tsx";
import { cx } from "../../ui/cx.ts";
import { counted, plural } from "../../ui/format.ts";
import { StatusMark } from "../../ui/icons/status-mark.tsx";
import { Menu, type MenuEntry } from "../../ui/menu.tsx";
import { Meter } from "../../ui/meter.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { CardChange } from "../model/changes.ts";
import type { Card } from "../model/draft.ts";
import type { CardProblem } from "../model/problems.ts";
import { recentRuns, type ScriptFacts } from "../use-lane-facts.ts";

export interface ScriptCardProps {
  readonly card: Card;
  readonly facts: ScriptFacts | undefined;
  readonly change: CardChange | undefined;
  readonly problems: readonly CardProblem[];
  /** Most in the last `recentRuns` runs; undefined: not known. */
  readonly instructions: number | undefined;
  readonly instructionLimit: number | undefined;
  /** As in "Layer 2, position 1 of 2". */
  readonly place: string;
  readonly selected: boolean;
  readonly held: boolean;
  readonly tabIndex: 0 | -1;
  readonly stop: string;
  readonly menu: readonly MenuEntry[];
  readonly onSelect: () => void;
  /** Opens the script, at a line if there is one to look at. */
  readonly onOpen: (line?: number) => void;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
}

/** A script at its place. The name is the button; it is what the arrow keys move between. */
export function ScriptCard(props: ScriptCardProps) {
  const { card, facts, change, problems, place, selected, held, tabIndex, stop, onSelect, onOpen } = props;
  return (
    <article
      className={cx("script-card", selected && "is-selected", held && "is-held", problems.length > 0 && "has-problem")}
      onPointerDown={props.onPointerDown}
    >
      <div className="flex h-7 items-center gap-1.5 pt-1.5 pr-2 pl-2.5">
        <button
          type="button"
          className="script-card-name code"
          data-stop={stop}
          tabIndex={tabIndex}
          aria-pressed={selected}
          title={card.scriptId}
          aria-description={[place, change, facts?.comment].filter(Boolean).join(". ")}
          aria-keyshortcuts="Space Delete N"
          onClick={onSelect}
          onDoubleClick={() => onOpen()}
        >
          <PlainText text={card.scriptId} />
        </button>
        {change && <Tag tone="draft">{change}</Tag>}
      </div>
      <div className="h-4.5 truncate px-2.5 text-12 text-fg-3">
        {facts?.comment !== undefined && <PlainText text={facts.comment} limit={120} />}
      </div>
      <CardFigures {...props} />
      {problems.map((problem, index) => (
        <CardMessage key={index} problem={problem} onOpen={onOpen} />
      ))}
    </article>
  );
}

function CardMenu({ entries, label }: { readonly entries: readonly MenuEntry[]; readonly label: string }) {
  const button = (
    <button type="button" className="script-card-menu" tabIndex={-1} data-no-drag data-card-menu aria-label={label}>
      <Ellipsis size={14} aria-hidden />
    </button>
  );
  return <Menu trigger={button} entries={entries} align="end" />;
}

function CardFigures({ card, facts, instructions, instructionLimit, menu }: ScriptCardProps) {
  const { instructions: deployed } = useLimits();
  const allowed = instructionLimit ?? deployed;
  return (
    <div className="flex h-6.5 items-center gap-2 pr-1 pl-2.5 text-11 text-fg-3 tabular-nums">
      {instructions === undefined ? (
        facts && <span>{counted(facts.lines, "line")}</span>
      ) : (
        <>
          <Meter
            label={`instructions at most in the last ${recentRuns} runs`}
            used={instructions}
            allowed={allowed}
            numbers={false}
            className="w-10"
          />
          <span>≤ {instructions.toLocaleString("en")} instr</span>
        </>
      )}
      <span className="ml-auto flex items-center gap-2">
        {facts && facts.hosts.length > 0 && (
          <Figure icon={<Globe size={12} aria-hidden />} count={facts.hosts.length} noun="host" names={facts.hosts} />
        )}
        {facts && facts.secrets.length > 0 && (
          <Figure
            icon={<KeyRound size={12} aria-hidden />}
            count={facts.secrets.length}
            noun="secret"
            names={facts.secrets}
          />
        )}
        <CardMenu entries={menu} label={`Actions for ${card.scriptId}`} />
      </span>
    </div>
  );
}

interface FigureProps {
  readonly icon: ReactNode;
  readonly count: number;
  readonly noun: string;
  readonly names: readonly { readonly name: string }[];
}

function Figure({ icon, count, noun, names }: FigureProps) {
  return (
    <span className="flex items-center gap-0.5" title={names.map(({ name }) => name).join(", ")}>
      {icon}
      {count}
      <span className="sr-only">{` ${plural(count, noun)} found in the code`}</span>
    </span>
  );
}

function CardMessage({ problem, onOpen }: { readonly problem: CardProblem; readonly onOpen: (line?: number) => void }) {
  return (
    <div className={cx("script-card-message", problem.severity === "error" ? "bg-error-soft" : "bg-warning-soft")}>
      <span className="mt-px">
        <StatusMark status={problem.severity} />
      </span>
      <span className="min-w-0 wrap-anywhere">
        <PlainText text={problem.message} limit={300} />
        {problem.line !== undefined && ` Line ${problem.line}.`}{" "}
        <button
          type="button"
          className="text-accent hover:underline"
          tabIndex={-1}
          data-no-drag
          onClick={() => onOpen(problem.line)}
        >
          Open<span className="sr-only"> {problem.scriptId}</span>
        </button>
      </span>
    </div>
  );
}
