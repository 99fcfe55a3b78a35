import { Combobox as Base } from "@base-ui/react/combobox";
import { ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";

import { choiceOffset, choicePopup, choiceRow, choiceScroller, ChoiceText, chosenMark } from "./choice-list.tsx";
import { cx } from "./cx.ts";
import { controlHeights, Field, type ControlSize } from "./field.tsx";

export interface ComboboxProps<Item> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly hideLabel?: boolean | undefined;
  readonly items: readonly Item[];
  readonly value: Item | null;
  readonly onChange: (item: Item | null) => void;
  /** What is typed to find it, and shown once chosen. */
  readonly textOf: (item: Item) => string;
  readonly isSame?: ((one: Item, other: Item) => boolean) | undefined;
  /** How it stands in the list; default: its text. */
  readonly render?: ((item: Item) => ReactNode) | undefined;
  readonly placeholder?: string | undefined;
  readonly empty?: string | undefined;
  readonly size?: ControlSize | undefined;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
}

/** One of many, found by typing. Its keys are those of a Select; what is typed narrows the list to what has it. */
export function Combobox<Item>(props: ComboboxProps<Item>) {
  const { label, hint, error, hideLabel, items, value, onChange, textOf, isSame, render, disabled, className } = props;
  const { placeholder, empty = "Nothing matches", size = "lg" } = props;
  return (
    <Field {...{ label, hint, error, hideLabel, disabled, className }}>
      <Base.Root
        items={items as Item[]}
        value={value}
        disabled={disabled}
        autoHighlight
        itemToStringLabel={textOf}
        isItemEqualToValue={isSame}
        onValueChange={(item) => onChange(item as Item | null)}
      >
        <Base.InputGroup className={cx("control", controlHeights[size])}>
          <Base.Input placeholder={placeholder} className="control-input" />
          <Base.Trigger className="text-fg-3" aria-label="Show all">
            <ChevronsUpDown size={14} aria-hidden />
          </Base.Trigger>
        </Base.InputGroup>
        <Base.Portal>
          <Base.Positioner className="z-40" sideOffset={choiceOffset}>
            <Base.Popup className={choicePopup}>
              <Base.Empty>
                <div className="px-3 py-2 text-12 text-fg-3">{empty}</div>
              </Base.Empty>
              <Base.List className={choiceScroller}>
                {(item: Item) => (
                  <Base.Item key={textOf(item)} value={item} className={choiceRow}>
                    <ChoiceText>{render?.(item) ?? textOf(item)}</ChoiceText>
                    <Base.ItemIndicator render={chosenMark} />
                  </Base.Item>
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Field>
  );
}
