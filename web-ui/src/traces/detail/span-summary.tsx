import { Lightbulb } from "lucide-react";
import type { PipelineVersion, Span, Trace } from "sluice";
import type { ReactElement } from "react";

import { useHome } from "../../data/home.tsx";
import { useLimits } from "../../data/queries/deployment.ts";
import { useScript, useScriptVersion } from "../../data/queries/scripts.ts";
import { PlainText } from "../../parts/plain-text.tsx";
import { Meter } from "../../ui/meter.tsx";
import { formatBytes, formatNumber } from "../../ui/format.ts";
import { causeOf } from "../model/cause.ts";
import { measuredText } from "../model/durations.ts";
import { limitsUsed, withPlanLimits, type LimitUse } from "../model/limits-used.ts";
import { fetchFacts, isFetch, messageOf } from "../model/span-facts.ts";
import { CodeFrameView } from "./code-frame-view.tsx";
import type { SpanPanelProps } from "./span-panel.tsx";

/** How a span ended and what it used; for one that failed, its error first. */
export function SpanSummary({ node, trace, version, userSaw }: SpanPanelProps): ReactElement {
  const { span } = node;
  const limits = useLimits();
  const isScript = span.parentId === undefined;
  const isDeciding = isScript && (span.status === "error" || span.status === "blocked");
  return (
    <>
      {span.errorCode !== undefined && <ErrorPart span={span} trace={trace} version={version} />}
      {span.errorCode === undefined && <Ending span={span} />}
      {isDeciding && userSaw !== undefined && (
        <section>
          <h3 className="span-title">What the user saw</h3>
          <p className="text-12 text-fg-2">
            “<PlainText text={userSaw} />” {span.status === "error" && "This pipeline blocks when a script fails."}
          </p>
        </section>
      )}
      {isFetch(span) && <FetchPart span={span} />}
      {isScript && span.status !== "skipped" && (
        <section>
          <h3 className="span-title">Limits used</h3>
          <LimitRows uses={limitsUsed(node, withPlanLimits(limits, version?.pipeline.limits))} trace={trace} />
        </section>
      )}
      {!isScript && <Facts rows={[["Duration", measuredText(span.durationMs, trace.clock)]]} />}
    </>
  );
}

interface ErrorPartProps {
  readonly span: Span;
  readonly trace: Trace;
  readonly version: PipelineVersion | undefined;
}

function ErrorPart({ span, trace, version }: ErrorPartProps): ReactElement {
  const { scriptId, errorCode, line } = span;
  const message = messageOf(span);
  const ran = useRanCode(scriptId, version);
  const { paths } = useHome();
  const cause = causeOf(span, trace, ran.version === undefined ? undefined : ran.code);
  return (
    <>
      <section>
        <p className="flex items-baseline gap-2">
          <b className="code text-error">{errorCode}</b>
          {line !== undefined && <span className="text-12 text-fg-3">line {line}</span>}
        </p>
        <p className="mt-0.5 wrap-anywhere">
          <PlainText text={message} lines />
        </p>
      </section>
      {line !== undefined && ran.code !== undefined && (
        <CodeFrameView
          {...{ scriptId, line, version: ran.version, code: ran.code }}
          message={message}
          field={cause?.field}
          href={`${paths.scripts(scriptId)}?line=${line}`}
        />
      )}
      {cause && (
        <div className="span-cause">
          <Lightbulb size={14} aria-hidden />
          <span>{cause.text}</span>
        </div>
      )}
    </>
  );
}

/** The source that ran; where its version is not known any more, the newest, without a version. */
function useRanCode(
  scriptId: string,
  plan: PipelineVersion | undefined,
): { readonly code: string | undefined; readonly version: number | undefined } {
  const wanted = plan?.scripts[scriptId] ?? 0;
  const ran = useScriptVersion(scriptId, wanted);
  const newest = useScript(scriptId);
  if (ran.data) return { code: ran.data.code, version: ran.data.version };
  const isKnownGone = wanted === 0 || ran.isSuccess || ran.isError;
  return { code: isKnownGone ? newest.data?.code : undefined, version: undefined };
}

function Ending({ span }: { readonly span: Span }): ReactElement {
  const { status, statusMessage, attributes } = span;
  const { status: answer } = fetchFacts(span);
  if (status === "skipped") return <p className="text-fg-2">It did not run: an earlier layer decided.</p>;
  if (status === "blocked") {
    return (
      <p>
        It refused: <PlainText text={statusMessage ?? ""} lines />
      </p>
    );
  }
  if (isFetch(span))
    return <p className="text-fg-2">{answer === undefined ? "It was answered." : `Answered ${answer}.`}</p>;
  if (span.parentId !== undefined) return <p className="text-fg-2">A part of {span.scriptId}, named by the script.</p>;
  return <p className="text-fg-2">{"output" in attributes ? "It allowed, and returned data." : "It allowed."}</p>;
}

function FetchPart({ span }: { readonly span: Span }): ReactElement {
  const { method, url, host, status, bytes, redirects } = fetchFacts(span);
  const rows: (readonly [string, string])[] = [
    ["Method", method],
    ["Host", host],
    ["URL", url],
    ["Answer", status === undefined ? "none" : String(status)],
  ];
  if (bytes !== undefined) rows.push(["Body", formatBytes(bytes)]);
  if (redirects !== undefined) rows.push(["Redirects", formatNumber(redirects)]);
  return <Facts rows={rows} />;
}

function Facts({ rows }: { readonly rows: readonly (readonly [string, string])[] }): ReactElement {
  return (
    <dl className="span-facts">
      {rows.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <PlainText text={text} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface LimitRowsProps {
  readonly uses: readonly LimitUse[];
  readonly trace: Trace;
}

function LimitRows({ uses, trace }: LimitRowsProps): ReactElement {
  return (
    <div className="limit-rows">
      {uses.map((use) => {
        const isUnmeasured = use.name === "Time" && trace.clock === "frozen" && use.used === 0;
        return (
          <div key={use.name}>
            <span>{use.name}</span>
            {use.allowed === undefined || isUnmeasured ? (
              <span />
            ) : (
              <Meter label={use.name.toLowerCase()} used={use.used} allowed={use.allowed} numbers={false} ticks />
            )}
            <span className="limit-numbers">{isUnmeasured ? "unmeasurable" : usedText(use)}</span>
          </div>
        );
      })}
    </div>
  );
}

function usedText({ usedText: used, allowed, allowedText }: LimitUse): string {
  return allowed === undefined ? `${used}, limit raised here` : `${used} of ${allowedText}`;
}
