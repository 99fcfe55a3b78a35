import { createContext, use } from "react";

/** What the frame can open, for its own parts and for screens. */
export interface Frame {
  openPalette(): void;
  openNavigation(): void;
  openGuide(): void;
  openKeys(): void;
  openNotifications(): void;
}

export const FrameContext = createContext<Frame | null>(null);

/** Throws outside of a home's frame. */
export function useFrame(): Frame {
  const frame = use(FrameContext);
  if (!frame) throw new Error("This is not inside the frame.");
  return frame;
}
