import { Switch as Base } from "@base-ui/react/switch";
import { useId, type ReactNode } from "react";

import { cx } from "./cx.ts";

export interface SwitchProps {
  readonly label: ReactNode;
  /** What it leads to, in one sentence. */
  readonly hint?: ReactNode;
  readonly hideLabel?: boolean | undefined;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
}

/** Something that is on or off, at once. */
export function Switch({ label, hint, hideLabel = false, checked, onChange, disabled, className }: SwitchProps) {
  const id = useId();
  return (
    <span className={cx("grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5", className)}>
      <label id={`${id}-label`} htmlFor={id} className={hideLabel ? "sr-only" : "text-12 font-medium"}>
        {label}
      </label>
      <Base.Root
        id={id}
        className="switch"
        checked={checked}
        disabled={disabled}
        onCheckedChange={(on) => onChange(on)}
        aria-labelledby={`${id}-label`}
        {...(hint !== undefined && { "aria-describedby": `${id}-hint` })}
      >
        <Base.Thumb className="switch-thumb" />
      </Base.Root>
      {hint !== undefined && (
        <span id={`${id}-hint`} className="col-span-2 text-12 text-fg-3">
          {hint}
        </span>
      )}
    </span>
  );
}
