import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import type { ReactNode } from "react";

import { cx } from "./cx.ts";

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  /** The name where the label is an icon. */
  readonly name?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export interface SegmentedProps<Value extends string> {
  /** What is chosen, for those who don't see the whole. */
  readonly label: string;
  readonly segments: readonly Segment<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean | undefined;
  /** Takes the whole width. */
  readonly wide?: boolean | undefined;
}

/** One of two to four, all in sight. */
export function Segmented<Value extends string>({
  label,
  segments,
  value,
  onChange,
  disabled,
  wide = false,
}: SegmentedProps<Value>) {
  return (
    <ToggleGroup
      aria-label={label}
      className={cx("segmented", wide ? "flex" : "inline-flex")}
      value={[value]}
      disabled={disabled}
      // Pressing the chosen one again would leave none.
      onValueChange={([chosen]) => chosen !== undefined && onChange(chosen as Value)}
    >
      {segments.map((segment) => (
        <Toggle
          key={segment.value}
          value={segment.value}
          disabled={segment.disabled}
          aria-label={segment.name}
          className={cx("segment", wide && "flex-1")}
        >
          {segment.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
