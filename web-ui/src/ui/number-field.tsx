import { NumberField as Base } from "@base-ui/react/number-field";
import { ChevronDown, ChevronUp } from "lucide-react";
import type { ReactNode } from "react";

import { cx } from "./cx.ts";
import { controlHeights, Field, type ControlSize } from "./field.tsx";

export interface NumberFieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly hideLabel?: boolean | undefined;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  /** Beside the number: "%", "ms". */
  readonly unit?: string | undefined;
  readonly size?: ControlSize | undefined;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
}

/** A number with its unit; arrow keys and the two small buttons step it. */
export function NumberField({
  label,
  hint,
  error,
  hideLabel,
  value,
  onChange,
  unit,
  size = "lg",
  ...rest
}: NumberFieldProps) {
  const { min, max, step, disabled, className } = rest;
  return (
    <Field {...{ label, hint, error, hideLabel, disabled, className }}>
      <Base.Root {...{ value, min, max, step, disabled }} onValueChange={onChange}>
        <Base.Group className={cx("control pr-0!", controlHeights[size])}>
          <Base.Input className="control-input tabular-nums" />
          {unit !== undefined && <span className="text-fg-3">{unit}</span>}
          <span className="grid h-full w-5 grid-rows-2 border-l border-line-1 text-fg-3">
            <Base.Increment className="step">
              <ChevronUp size={10} aria-hidden />
            </Base.Increment>
            <Base.Decrement className="step">
              <ChevronDown size={10} aria-hidden />
            </Base.Decrement>
          </span>
        </Base.Group>
      </Base.Root>
    </Field>
  );
}
