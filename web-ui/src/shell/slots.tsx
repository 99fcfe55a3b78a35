import { createContext, use, type ReactNode } from "react";
import { createPortal } from "react-dom";

/** Places of the frame that screens fill. */
interface Slots {
  readonly status: HTMLElement | null;
}

export const SlotsContext = createContext<Slots>({ status: null });

/** Shows something in the status bar while the component is mounted: when a draft was saved, what is selected. */
export function StatusItem({ children }: { readonly children: ReactNode }) {
  const { status } = use(SlotsContext);
  return status && createPortal(<span className="status-item">{children}</span>, status);
}
