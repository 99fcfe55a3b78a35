import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

import { cx } from "./cx.ts";

export interface TabItem<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  /** How many there are behind it. */
  readonly count?: number | undefined;
  readonly disabled?: boolean | undefined;
  readonly panel: ReactNode;
}

export interface TabsProps<Value extends string> {
  readonly label: string;
  readonly tabs: readonly TabItem<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly className?: string | undefined;
  readonly panelClassName?: string | undefined;
}

/** Panels of which one is shown. Arrow keys choose. */
export function Tabs<Value extends string>({
  label,
  tabs,
  value,
  onChange,
  className,
  panelClassName,
}: TabsProps<Value>) {
  return (
    <Base.Root
      value={value}
      onValueChange={(chosen) => onChange(chosen as Value)}
      className={cx("flex min-h-0 flex-col", className)}
    >
      <Base.List aria-label={label} activateOnFocus className="tabs">
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} disabled={tab.disabled} className="tab">
            {tab.label}
            {tab.count !== undefined && <span className="text-11 text-fg-3 tabular-nums">{tab.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className={cx("min-h-0 flex-1 focus-inset", panelClassName)}>
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
