import { X } from "lucide-react";
import { useState, type ReactElement } from "react";

import { PlainText } from "../../parts/plain-text.tsx";
import { Popover } from "../../ui/popover.tsx";
import type { FilterName } from "../model/filter.ts";
import { FilterForm } from "./filter-form.tsx";

export interface FilterChipProps {
  readonly name: FilterName;
  readonly value: string;
  readonly onChange: (name: FilterName, value: string | undefined) => void;
}

/** A part of the filter, as its URL says it. Pressing it changes it, the cross takes it away. */
export function FilterChip({ name, value, onChange }: FilterChipProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const change = (changed: string): void => {
    setOpen(false);
    onChange(name, changed);
  };
  const chip = (
    <button type="button" className="filter-chip-part">
      <span className="text-fg-2">{name} =</span> <PlainText text={value} limit={60} />
    </button>
  );
  return (
    <span className="filter-chip">
      <Popover trigger={chip} label={`Filter by ${name}`} open={isOpen} onOpenChange={setOpen} className="w-64">
        <FilterForm name={name} value={value} onApply={change} />
      </Popover>
      <button
        type="button"
        className="filter-chip-part"
        aria-label={`Remove ${name}`}
        onClick={() => onChange(name, undefined)}
      >
        <X size={12} aria-hidden />
      </button>
    </span>
  );
}
