import type { ScriptProfile } from "sluice";

import { heatOf, heatWords, type LineHeat } from "../parts/run-marks.ts";
import { useHeat } from "../parts/use-heat.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { formatNumber } from "../ui/format.ts";
import { Switch } from "../ui/switch.tsx";
import "./trial.css";

export interface HotLinesProps {
  readonly profile: readonly ScriptProfile[];
  /** What ran, by script. */
  readonly codes: Readonly<Record<string, string>>;
  /** Leads to a line of a script. */
  readonly onOpenLine?: ((scriptId: string, line: number) => void) | undefined;
}

const most = 12;

/** The lines that cost most, over all scripts, and whether editors show what each line cost. */
export function HotLines({ profile, codes, onOpenLine }: HotLinesProps) {
  const { isShown, show } = useHeat();
  const lines = hottest(profile);
  return (
    <div className="flex flex-col gap-3">
      <Switch
        label="Instructions by line in the editor"
        hint="Beside the numbers of the lines, as of the last run."
        checked={isShown}
        onChange={show}
      />
      {lines.length === 0 ? (
        <p className="text-fg-2">No line ran.</p>
      ) : (
        <ol aria-label="Lines by cost" className="flex flex-col">
          {lines.map(({ scriptId, ...heat }) => (
            <li key={`${scriptId} ${heat.line}`}>
              <HotLine {...{ scriptId, heat, onOpenLine }} text={lineOf(codes[scriptId], heat.line)} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

interface HotLineProps extends Pick<HotLinesProps, "onOpenLine"> {
  readonly scriptId: string;
  readonly heat: LineHeat;
  readonly text: string;
}

function HotLine({ scriptId, heat, text, onOpenLine }: HotLineProps) {
  return (
    <button
      type="button"
      aria-label={`${scriptId}. ${heatWords(heat)}`}
      title={heatWords(heat)}
      className="-mx-2 flex h-7 w-[calc(100%+16px)] items-center gap-3 rounded-4 px-2 text-left text-12 hover:bg-hover"
      onClick={() => onOpenLine?.(scriptId, heat.line)}
    >
      <span className="max-w-32 shrink-0 truncate text-fg-2">
        {scriptId}:{heat.line}
      </span>
      <PlainText text={text} limit={120} className="code min-w-0 flex-1 truncate" />
      <span className={`heat-count is-step-${heat.step}`}>{formatNumber(heat.instructions)}</span>
    </button>
  );
}

function hottest(profile: readonly ScriptProfile[]): (LineHeat & { readonly scriptId: string })[] {
  const ids = [...new Set(profile.map(({ scriptId }) => scriptId))];
  return ids
    .flatMap((id) => {
      const costs = heatOf(profile.filter(({ scriptId }) => scriptId === id));
      return costs.map((heat) => ({ scriptId: id, ...heat }));
    })
    .sort((a, b) => b.instructions - a.instructions)
    .slice(0, most);
}

function lineOf(code: string | undefined, line: number): string {
  return code?.split("\n")[line - 1]?.trim() ?? "";
}
