import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";

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

/** One of many, found by typing. */
export function Combobox<Item>(props: ComboboxProps<Item>) {
  const { label, hint, error, hideLabel, items, value, onChange, textOf, isSame, render, disabled, className } = props;
  const { placeholder, empty = "Nothing matches", size = "lg" } = props;
  return (
    <Field {...{ label, hint, error, hideLabel, disabled, className }}>
      <Base.Root
        items={items as Item[]}
        value={value}
        disabled={disabled}
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
          <Base.Positioner className="z-40" sideOffset={4}>
            <Base.Popup className="pop fade w-(--anchor-width) min-w-56">
              <Base.Empty>
                <div className="px-3 py-2 text-12 text-fg-3">{empty}</div>
              </Base.Empty>
              <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1 data-empty:p-0">
                {(item: Item) => (
                  <Base.Item key={textOf(item)} value={item} className="menu-item">
                    <span className="flex min-w-0 flex-1 items-center gap-1.5">{render?.(item) ?? textOf(item)}</span>
                    <Base.ItemIndicator render={<Check size={14} className="ml-auto text-accent" />} />
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
