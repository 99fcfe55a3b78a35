import type { PipelineVersion, Trace } from "sluice";
import type { ReactElement, ReactNode } from "react";
import { Link } from "wouter";

import { useHome } from "../../data/home.tsx";
import { ModeMark } from "../../parts/mode-mark.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { cutMiddle } from "../../parts/visible-text.ts";
import { formatFullTime } from "../../ui/format.ts";
import { measuredText, timeText } from "../model/durations.ts";
import type { OutcomeWords } from "../model/outcome-words.ts";

export interface DetailHeaderProps {
  readonly trace: Trace;
  readonly words: OutcomeWords;
  readonly version: PipelineVersion | undefined;
}

/** The answer first: how it ended, and what the user saw; then the facts. */
export function DetailHeader({ trace, words, version }: DetailHeaderProps): ReactElement {
  const { trigger, mode, durationMs, startedAt, planHash, userId, requestIp, clock } = trace;
  const { paths } = useHome();
  return (
    <div className="detail-head">
      <div className="min-w-0">
        <p className={`detail-outcome is-${words.status}`}>
          <OutcomeMark status={words.status} size={18} />
          {words.headline}
        </p>
        <p className="text-12 text-fg-2 wrap-anywhere">
          {words.userSaw === undefined ? (
            <PlainText text={words.because} />
          ) : (
            <>
              The user saw “<PlainText text={words.userSaw} limit={300} />”
            </>
          )}
        </p>
      </div>
      <dl className="detail-facts">
        <Fact name="Trigger">
          <Link href={paths.pipelines(trigger)} className="code flex items-center gap-1 text-fg-1">
            <ModeMark mode={mode} label={mode} /> <span className="truncate">{trigger}</span>
          </Link>
        </Fact>
        <Fact name="Duration">{measuredText(durationMs, clock)}</Fact>
        <Fact name="Started">
          <time dateTime={new Date(startedAt).toISOString()} title={formatFullTime(startedAt)}>
            {timeText(startedAt)}
          </time>
        </Fact>
        <Fact name="Plan">
          <span className="code">
            {version && `v${version.version} `}
            <span className={version && "text-fg-3"}>{planHash === "" ? "none" : planHash.slice(0, 8)}</span>
          </span>
        </Fact>
        {userId !== undefined && (
          <Fact name="User">
            <Link href={`${paths.traces()}?${new URLSearchParams({ user: userId })}`} className="code text-fg-1">
              <PlainText text={cutMiddle(userId, 28)} />
            </Link>
          </Fact>
        )}
        {requestIp !== undefined && (
          <Fact name="From">
            <PlainText text={cutMiddle(requestIp, 40)} className="code" />
          </Fact>
        )}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
