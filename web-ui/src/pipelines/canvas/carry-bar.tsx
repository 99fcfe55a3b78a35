import { Kbd } from "../../ui/kbd.tsx";

export interface CarryBarProps {
  readonly scriptId: string;
  readonly said: string;
}

/** What is said while a card is carried, and the keys, for those who see. The words themselves are announced elsewhere. */
export function CarryBar({ scriptId, said }: CarryBarProps) {
  return (
    <div className="carry-bar-place" aria-hidden>
      <div className="carry-bar">
      <b className="shrink-0 whitespace-nowrap">
        Carrying <span className="code">{scriptId}</span>
      </b>
      <span className="min-w-0 truncate text-fg-2">“{said}”</span>
      <span className="ml-auto hidden shrink-0 items-center gap-1.5 text-12 text-fg-2 md:flex">
        <Kbd>←→</Kbd> layers <Kbd>↑↓</Kbd> positions <Kbd>Space</Kbd> drop <Kbd>Esc</Kbd> cancel
      </span>
      </div>
    </div>
  );
}
