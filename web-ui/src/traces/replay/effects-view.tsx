import { ChevronDown, ChevronUp } from "lucide-react";
import { useState, type KeyboardEvent, type ReactElement } from "react";

import { PlainText } from "../../parts/plain-text.tsx";
import { IconButton } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { offsetText } from "../model/durations.ts";
import type { EffectStep } from "./model.ts";

const kinds: Readonly<Record<EffectStep["kind"], string>> = {
  fetch: "fetch",
  secret: "secret",
  rateLimit: "rate limit",
};

/** What was supplied from outside, one after another. Arrow keys step through it. */
export function EffectsView({ steps }: { readonly steps: readonly EffectStep[] }): ReactElement {
  const [at, setAt] = useState(0);
  const step = steps[at];
  if (!step) {
    return <p className="px-4 py-3 text-fg-2">The scripts asked for nothing: no fetch, no secret, no rate limit.</p>;
  }
  const go = (to: number): void => setAt(Math.min(Math.max(to, 0), steps.length - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: steps.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    go(target);
  };
  return (
    <div className="effects">
      <div
        role="listbox"
        aria-label="Effects, in the order they were supplied"
        aria-activedescendant={`effect-${at}`}
        tabIndex={0}
        className="effects-list focus-inset"
        onKeyDown={onKeyDown}
      >
        {steps.map((one, n) => (
          <div
            key={n}
            id={`effect-${n}`}
            role="option"
            aria-selected={n === at}
            className={cx("effect-row", n === at && "is-selected")}
            onClick={() => setAt(n)}
          >
            <span className="text-fg-3 tabular-nums">{n + 1}</span>
            <span className="text-fg-2">{kinds[one.kind]}</span>
            <span className="code truncate">{one.scriptId}</span>
            <PlainText text={one.request} limit={200} className="code truncate" />
            <PlainText text={one.supplied} limit={120} className={cx("truncate", one.isFault && "text-warning")} />
            <span className="text-right text-fg-3 tabular-nums">{one.at === undefined ? "" : offsetText(one.at)}</span>
          </div>
        ))}
      </div>
      <div className="effect-detail" role="group" aria-label={`Effect ${at + 1} of ${steps.length}`} tabIndex={0}>
        <p className="flex items-center gap-1">
          <span className="flex-1 text-12 font-semibold">
            Effect {at + 1} of {steps.length}
          </span>
          <IconButton
            label="Previous effect"
            size="sm"
            icon={<ChevronUp size={14} aria-hidden />}
            disabled={at === 0}
            onClick={() => go(at - 1)}
          />
          <IconButton
            label="Next effect"
            size="sm"
            icon={<ChevronDown size={14} aria-hidden />}
            disabled={at === steps.length - 1}
            onClick={() => go(at + 1)}
          />
        </p>
        <EffectDetail step={step} />
      </div>
    </div>
  );
}

function EffectDetail({ step }: { readonly step: EffectStep }): ReactElement {
  const { kind, scriptId, request, sent, supplied, answer, at } = step;
  return (
    <>
      <dl className="span-facts">
        <Fact name="Asked by" text={scriptId} />
        <Fact name="Asked for" text={`${kinds[kind]} ${request}`} />
        <Fact name="Supplied" text={supplied} />
        <Fact name="Clock" text={at === undefined ? "never" : `${offsetText(at)} after the beginning`} />
      </dl>
      {sent !== undefined && <Recorded title="Sent" text={sent} />}
      {answer !== undefined && <Recorded title="Answered" text={answer} />}
    </>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <PlainText text={text} limit={1_000} />
      </dd>
    </div>
  );
}

function Recorded({ title, text }: { readonly title: string; readonly text: string }): ReactElement {
  return (
    <div>
      <p className="span-title">{title}</p>
      <div className="data-view whitespace-pre-wrap">
        <PlainText text={text} lines />
      </div>
    </div>
  );
}
