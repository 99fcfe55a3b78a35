import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import { useId, type ReactNode } from "react";

import { cx } from "./cx.ts";

export interface CheckboxProps {
  readonly label: ReactNode;
  readonly hideLabel?: boolean | undefined;
  readonly checked: boolean;
  /** Some of what it stands for are. */
  readonly indeterminate?: boolean | undefined;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
}

/** A yes, as part of something that is confirmed later. */
export function Checkbox({
  label,
  hideLabel = false,
  checked,
  indeterminate,
  onChange,
  disabled,
  className,
}: CheckboxProps) {
  const id = useId();
  return (
    <span className={cx("inline-flex items-center gap-2 pointer-coarse:min-h-11", className)}>
      <Base.Root
        id={id}
        className="checkbox"
        {...{ checked, indeterminate, disabled }}
        onCheckedChange={(on) => onChange(on)}
        aria-labelledby={`${id}-label`}
      >
        <Base.Indicator render={indeterminate ? <Minus size={12} /> : <Check size={12} strokeWidth={2.5} />} />
      </Base.Root>
      <label id={`${id}-label`} htmlFor={id} className={hideLabel ? "sr-only" : "min-w-0"}>
        {label}
      </label>
    </span>
  );
}
