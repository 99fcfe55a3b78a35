import { hooks, lanes, limits, type LimitName } from "sluice";
import type { ReactNode } from "react";
import { Link } from "wouter";

import { useHome } from "../../data/home.tsx";
import { ModeMark } from "../../parts/mode-mark.tsx";
import { formatBytes, formatNumber } from "../../ui/format.ts";
import { FlowDrawing } from "./flow-drawing.tsx";

/** A chapter of the guide. */
interface GuideSection {
  /** Its anchor. */
  readonly id: string;
  readonly title: string;
  readonly Text: () => ReactNode;
}

export const guideSections: readonly GuideSection[] = [
  { id: "flow", title: "How an execution goes", Text: FlowText },
  { id: "modes", title: "The three modes", Text: ModesText },
  { id: "context", title: "Context, prev and outputs", Text: ContextText },
  { id: "result", title: "What a script returns", Text: ResultText },
  { id: "limits", title: "Limits", Text: LimitsText },
  { id: "secrets", title: "Secrets and fetches", Text: SecretsText },
  { id: "testing", title: "Trying and testing", Text: TestingText },
  { id: "publishing", title: "From draft to live", Text: PublishingText },
  { id: "traces", title: "Traces and replay", Text: TracesText },
  { id: "hooks", title: "All hooks", Text: HooksText },
];

/** The whole guide: what a person has to know to write a pipeline and to read what became of it. */
export function GuideText() {
  return (
    <div className="guide grid gap-8">
      {guideSections.map(({ id, title, Text }) => (
        <section key={id} id={id} aria-labelledby={`${id}-title`}>
          <h2 id={`${id}-title`}>{title}</h2>
          <Text />
        </section>
      ))}
    </div>
  );
}

function FlowText() {
  return (
    <>
      <p>
        An application calls a <b>hook</b> at a decisive moment: before a user is created, while a token is built. It
        hands over a <b>context</b>, and the pipeline published for that hook answers with an <b>outcome</b>: allowed or
        not.
      </p>
      <FlowDrawing />
      <p>
        A pipeline has <b>layers</b>. All scripts of a layer run together and all of them are awaited; then the next
        layer begins. Which of them is done first changes nothing: results are taken in the order they stand in. The
        first script that says no decides, and no layer after it runs. A hook without a pipeline allows.
      </p>
    </>
  );
}

function ModesText() {
  return (
    <dl className="guide-list">
      <dt>
        <ModeMark mode="blocking" size={14} /> Blocking
      </dt>
      <dd>The action waits. A deny stops it, and the end user reads the script's own words.</dd>
      <dt>
        <ModeMark mode="enrichment" size={14} /> Enrichment
      </dt>
      <dd>The data is what counts, as the extra claims of a token. A deny stops what is being built.</dd>
      <dt>
        <ModeMark mode="async" size={14} /> Async
      </dt>
      <dd>
        Runs after the response is on its way. A deny ends the chain and nothing else; no failure reaches anybody.
      </dd>
    </dl>
  );
}

function ContextText() {
  return (
    <>
      <p>
        Every script reads <code>context</code>: what the hook is about, as tables that can't be changed.{" "}
        <code>helpers</code> has what a script can do beyond Lua. Two members come from the scripts before it:
      </p>
      <dl className="guide-list">
        <dt>
          <code>context.prev</code>
        </dt>
        <dd>The data of the layer before, merged into one table. In layer 1 there is none.</dd>
        <dt>
          <code>context.outputs</code>
        </dt>
        <dd>
          The data of each earlier script by its id: <code>context.outputs["geo_risk"].score</code>. A script that
          returned no data is not in it, so ask before you look inside.
        </dd>
      </dl>
    </>
  );
}

function ResultText() {
  return (
    <>
      <p>Nothing, which allows, or a table:</p>
      <dl className="guide-list">
        <dt>
          <code>allowed</code>
        </dt>
        <dd>
          <code>false</code> denies.
        </dd>
        <dt>
          <span>
            <code>error</code>, <code>code</code>
          </span>
        </dt>
        <dd>What the end user reads, and a short code for translations.</dd>
        <dt>
          <code>data</code>
        </dt>
        <dd>What later scripts and the application get. Members of the same name: the last in plan order stays.</dd>
      </dl>
      <p>
        <b>Denied is a decision, error is a fault.</b> When a script fails, the pipeline's own rule answers:{" "}
        <i>Block</i> refuses with a neutral sentence, <i>Allow</i> goes on as if the script had returned nothing. Why it
        failed stays in the trace and never reaches an end user.
      </p>
    </>
  );
}

const shownLimits: readonly LimitName[] = [
  "instructions",
  "memoryBytes",
  "scriptMs",
  "fetchesPerScript",
  "fetchMs",
  "layers",
  "scriptsPerLayer",
  "scriptBytes",
];

function LimitsText() {
  const rows = shownLimits.flatMap((name) => limits.filter((limit) => limit.name === name));
  return (
    <>
      <p>
        A script cannot get out of its limits, by <code>pcall</code> or otherwise. The figures are those of a deployment
        that sets none; meters show what a run used of them.
      </p>
      <dl className="guide-list">
        {rows.map(({ name, unit, default: value, doc }) => (
          <div key={name} className="contents">
            <dt className="tabular-nums">{withUnit(value, unit)}</dt>
            <dd>{doc}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function withUnit(value: number, unit: string): string {
  if (unit === "bytes") return formatBytes(value);
  return unit === "count" ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}

function SecretsText() {
  const { paths } = useHome();
  return (
    <>
      <p>
        <code>helpers.secret("GEO_KEY")</code> gives a value that is masked wherever it would be shown: logs, spans,
        errors. Bound to hosts, even the script has a stand-in only; the value is put in as a request to one of those
        hosts leaves. <Link href={paths.secrets}>Secrets</Link> are written and never read back.
      </p>
      <p>
        <code>helpers.fetch</code> reaches public HTTPS services. Private addresses, other ports and names that lead
        inside are refused before anything is sent, on every redirect again.
      </p>
    </>
  );
}

function TestingText() {
  const { paths } = useHome();
  return (
    <>
      <p>
        Beside a <Link href={paths.scripts()}>script</Link> stands its test panel. <i>Run</i> takes the scripts as they
        are typed, with a context and with mocks of services and secrets, and runs them in this browser: nothing is sent
        or counted, and no stored secret is used. What was logged, what failed and what each line cost stands in the
        editor at its line.
      </p>
      <p>
        A run can be saved as a <b>test case</b>: with that context and those answers, this has to come of it. So can a
        recorded trace. Cases belong to the pipeline of their hook, are run again at every change, and say what differs
        as soon as one fails.
      </p>
    </>
  );
}

function PublishingText() {
  const { paths } = useHome();
  return (
    <p>
      Saving never goes live. <Link href={paths.pipelines()}>Pipelines</Link> are edited as a <b>draft</b>; publishing
      tries it on a sample that has to be allowed and on the cases that are kept for it, makes a <b>version</b> with the
      code of all its scripts inside, and moves the hook to it in one step. What is edited afterwards cannot change what
      runs. Rolling back is as quick, and so is switching a pipeline off.
    </p>
  );
}

function TracesText() {
  const { paths } = useHome();
  return (
    <p>
      Every execution leaves a <Link href={paths.traces()}>trace</Link>: each script as a span, with what it logged,
      fetched and used of its limits. Recorded executions can be replayed with another pipeline: answers come from the
      record, and nothing is sent. Workers stop their clock between two requests; durations there are called
      unmeasurable, and order is by sequence.
    </p>
  );
}

function HooksText() {
  const { paths } = useHome();
  return lanes.map((lane) => (
    <div key={lane.id} className="mt-3">
      <h3>{lane.title}</h3>
      <ul>
        {hooks
          .filter((hook) => hook.lane === lane.id)
          .map(({ name, mode, when }) => (
            <li key={name} className="flex gap-2 border-t border-line-1 py-1.5">
              <span className="mt-0.75">
                <ModeMark mode={mode} size={14} label={mode} />
              </span>
              <span>
                <Link href={paths.pipelines(name)} className="code">
                  {name}
                </Link>
                <span className="block text-12 text-fg-2">{when}</span>
              </span>
            </li>
          ))}
      </ul>
    </div>
  ));
}
