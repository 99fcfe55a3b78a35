import { cx } from "./cx.ts";
import { formatNumber } from "./format.ts";

export interface MeterProps {
  /** What is used, as a noun: "instructions". */
  readonly label: string;
  readonly used: number;
  readonly allowed: number;
  /** How a figure reads; default: with separators. */
  readonly format?: ((value: number) => string) | undefined;
  /** The numbers stand beside it. Leave out only where they stand elsewhere. */
  readonly numbers?: boolean | undefined;
  /** Divides it into fifths. */
  readonly ticks?: boolean | undefined;
  readonly className?: string | undefined;
}

/** Share of a limit from which on it is shown as near. */
const nearShare = 0.85;

/** How much of a limit is used: quiet, then amber when it is near, then red when it stopped something. */
export function Meter({
  label,
  used,
  allowed,
  format = formatNumber,
  numbers = true,
  ticks = false,
  className,
}: MeterProps) {
  const share = allowed > 0 ? Math.min(1, Math.max(0, used / allowed)) : 0;
  const state = share >= 1 ? "is-over" : share >= nearShare ? "is-near" : undefined;
  const text = `${format(used)} of ${format(allowed)}`;
  return (
    <span className={cx("inline-flex min-w-0 items-center gap-2", className)}>
      <span
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={allowed}
        aria-valuenow={Math.min(used, allowed)}
        aria-valuetext={`${text} ${label}`}
        className={cx("meter", state, ticks && "has-ticks")}
      >
        {share > 0 && <span className="meter-bar" style={{ width: `${share * 100}%` }} />}
      </span>
      {numbers && <span className="shrink-0 text-12 text-fg-2 tabular-nums">{text}</span>}
    </span>
  );
}
