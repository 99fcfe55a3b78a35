import { Select as Base } from "@base-ui/react/select";
import { ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";

import { choiceOffset, choicePopup, choiceRow, choiceScroller, ChoiceText, chosenMark } from "./choice-list.tsx";
import { cx } from "./cx.ts";
import { controlHeights, Field, type ControlSize } from "./field.tsx";

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly disabled?: boolean | undefined;
}

export interface SelectProps<Value extends string> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly hideLabel?: boolean | undefined;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly placeholder?: string | undefined;
  readonly size?: ControlSize | undefined;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
}

/**
 * One of a few. For many, or for what people type, a Combobox. The keys are the same in both: the arrows open the list
 * and go through it, Enter takes, Escape leaves all as it was, and letters go to what begins with them.
 */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const {
    label,
    hint,
    error,
    hideLabel,
    choices,
    value,
    onChange,
    placeholder,
    size = "lg",
    disabled,
    className,
  } = props;
  return (
    <Field {...{ label, hint, error, hideLabel, disabled, className }}>
      <Base.Root
        items={choices}
        value={value}
        disabled={disabled}
        onValueChange={(chosen) => chosen !== null && onChange(chosen as Value)}
      >
        <Base.Trigger className={cx("control justify-between text-left", controlHeights[size])}>
          <Base.Value
            placeholder={placeholder}
            className="flex min-w-0 items-center gap-1.5 truncate data-placeholder:text-fg-3"
          />
          <Base.Icon render={<ChevronsUpDown size={14} className="text-fg-3" />} />
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner className="z-40" sideOffset={choiceOffset} alignItemWithTrigger={false}>
            <Base.Popup className={choicePopup}>
              <Base.List className={choiceScroller}>
                {choices.map((choice) => (
                  <Base.Item key={choice.value} value={choice.value} disabled={choice.disabled} className={choiceRow}>
                    <Base.ItemText render={<ChoiceText>{choice.label}</ChoiceText>} />
                    <Base.ItemIndicator render={chosenMark} />
                  </Base.Item>
                ))}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Field>
  );
}
