import type { ReactNode } from "react";

import { PlainText } from "../../parts/plain-text.tsx";
import { Tag } from "../../ui/tag.tsx";
import { cardsOf, type Pipeline } from "../model/draft.ts";
import { reachOf, compareReach } from "../model/reach.ts";
import { usePublishedScripts, type LaneFacts } from "../use-lane-facts.ts";

/** What the scripts can get at, as far as their code says so. */
export function ReachSection({ pipeline, facts }: { readonly pipeline: Pipeline; readonly facts: LaneFacts }) {
  const published = usePublishedScripts(facts.running);
  const ids = [...new Set(cardsOf(pipeline).map(({ scriptId }) => scriptId))];
  const used = ids.flatMap((id) => facts.scripts.get(id) ?? []);
  const reach = reachOf(used.map(({ record }) => record));
  const { added } = compareReach(reachOf([...published.values()]), reach);
  const reads = [...new Set(used.flatMap(({ reads: all }) => all.map(({ name }) => name)))];
  const namesOf = (kind: "host" | "secret") =>
    reach
      .filter((one) => one.kind === kind)
      .map(({ name }) => ({ name, isNew: added.some((one) => one.kind === kind && one.name === name) }));
  return (
    <section className="inspector-section">
      <h3 className="text-12 font-semibold">
        Reaches <span className="font-normal text-fg-3">found in the code</span>
      </h3>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-12">
        <Names label="Hosts" names={namesOf("host")} />
        <Names label="Secrets" names={namesOf("secret")} />
        <dt className="text-fg-3">Reads</dt>
        <dd className="code wrap-anywhere">{reads.length > 0 ? reads.join(", ") : <None />}</dd>
      </dl>
    </section>
  );
}

interface NamesProps {
  readonly label: string;
  readonly names: readonly { readonly name: string; readonly isNew: boolean }[];
}

function Names({ label, names }: NamesProps): ReactNode {
  return (
    <>
      <dt className="text-fg-3">{label}</dt>
      <dd className="grid gap-1">
        {names.map(({ name, isNew }) => (
          <span key={name} className="flex flex-wrap items-center gap-1.5">
            <PlainText text={name} className="code min-w-0 wrap-anywhere" />
            {isNew && <Tag tone="draft">new</Tag>}
          </span>
        ))}
        {names.length === 0 && <None />}
      </dd>
    </>
  );
}

function None() {
  return <span className="font-sans text-fg-3">none</span>;
}
