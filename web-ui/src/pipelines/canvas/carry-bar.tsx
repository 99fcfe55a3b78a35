import { createContext, use } from "react";
import { createPortal } from "react-dom";

import { Kbd } from "../../ui/kbd.tsx";

/** Where the bar stands: at the lower edge of the screen's content, wherever the canvas is scrolled to. */
export const CarryBarPlace = createContext<HTMLElement | null>(null);

export interface CarryBarProps {
  readonly scriptId: string;
  readonly said: string;
}

/** What is said while a card is carried, and the keys, for those who see. It is announced elsewhere. */
export function CarryBar({ scriptId, said }: CarryBarProps) {
  const place = use(CarryBarPlace);
  const bar = (
    <div className="carry-bar" aria-hidden>
      <b className="shrink-0 whitespace-nowrap">
        Carrying <span className="code">{scriptId}</span>
      </b>
      <span className="min-w-0 truncate text-fg-2">“{said}”</span>
      <span className="ml-auto hidden shrink-0 items-center gap-1.5 text-12 text-fg-2 md:flex">
        <Kbd>←→</Kbd> layers <Kbd>↑↓</Kbd> positions <Kbd>Space</Kbd> drop <Kbd>Esc</Kbd> cancel
      </span>
    </div>
  );
  return place && createPortal(bar, place);
}
