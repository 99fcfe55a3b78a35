import { Braces, Globe, KeyRound, SlidersHorizontal, Wrench, type LucideIcon } from "lucide-react";

import { PlainText } from "../../parts/plain-text.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Note } from "../../ui/note.tsx";
import { hasToBeSeen, type Reach, type ReachChange, type ReachKind } from "../model/reach.ts";
import { SectionTitle } from "./section-title.tsx";

export interface ReachSectionProps {
  readonly reach: ReachChange;
  /** The language service could not be asked: only what the sources name was found. */
  readonly isByText: boolean;
  readonly isReviewed: boolean;
  readonly onReview: (reviewed: boolean) => void;
}

/** What the draft reaches and what runs does not, and the other way round. */
export function ReachSection({ reach: { added, removed }, isByText, isReviewed, onReview }: ReachSectionProps) {
  if (added.length + removed.length === 0) return null;
  return (
    <section aria-label="What becomes reachable">
      {added.length > 0 && (
        <>
          <SectionTitle>
            New reach <span className="font-normal text-fg-3">{added.length}, found in the code</span>
          </SectionTitle>
          <ReachList reach={added} verbs={newVerbs} />
          {isByText && (
            <Note status="warning" className="mt-2">
              The language service couldn't be asked. Hosts and secrets whose names a script makes when it runs are not
              listed.
            </Note>
          )}
          {added.some(hasToBeSeen) && (
            <Checkbox
              className="mt-2 text-13"
              label="I've reviewed what these scripts can now reach"
              checked={isReviewed}
              onChange={onReview}
            />
          )}
        </>
      )}
      {removed.length > 0 && (
        <div className={added.length > 0 ? "mt-3" : ""}>
          <SectionTitle>No longer reaches</SectionTitle>
          <ReachList reach={removed} verbs={goneVerbs} />
        </div>
      )}
    </section>
  );
}

const newVerbs: Readonly<Record<ReachKind, string>> = {
  host: "newly reaches",
  secret: "newly reads secret",
  setting: "newly reads setting",
  helper: "newly uses helper",
  field: "newly reads of the context",
};

const goneVerbs: Readonly<Record<ReachKind, string>> = {
  host: "no longer reaches",
  secret: "no longer reads secret",
  setting: "no longer reads setting",
  helper: "no longer uses helper",
  field: "no longer reads of the context",
};

const icons: Readonly<Record<ReachKind, LucideIcon>> = {
  host: Globe,
  secret: KeyRound,
  setting: SlidersHorizontal,
  helper: Wrench,
  field: Braces,
};

function ReachList({ reach, verbs }: { readonly reach: readonly Reach[]; readonly verbs: typeof newVerbs }) {
  const inOrder = reach.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  return (
    <ul className="border-b border-line-1">
      {inOrder.map((one) => (
        <ReachRow key={`${one.kind} ${one.name}`} {...one} verb={verbs[one.kind]} />
      ))}
    </ul>
  );
}

const order: readonly ReachKind[] = ["host", "secret", "setting", "helper", "field"];

function ReachRow({ kind, name, scriptId, line, verb }: Reach & { readonly verb: string }) {
  const Icon = icons[kind];
  return (
    <li className="flex min-h-7 items-center gap-2 border-t border-line-1 text-13">
      <Icon size={14} className={name === "" ? "text-warning" : "text-fg-3"} aria-hidden />
      <span className="min-w-0 flex-1 wrap-anywhere">
        {name === "" ? (
          <>
            {verb} <b>any {kind}</b>: its name is made when it runs
          </>
        ) : (
          <>
            {verb} <PlainText text={name} limit={200} className="code" />
          </>
        )}
      </span>
      <span className="code text-12 text-fg-3">{line === undefined ? scriptId : `${scriptId}:${line}`}</span>
    </li>
  );
}
