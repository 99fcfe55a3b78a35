interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Distance from what is explained, and from the window's edges, in px. */
const gap = 6;
const margin = 8;

/** Where a tooltip stands: below what it is about, or at its right, turned round where there is no room. */
export function placeTip(
  target: Box,
  tip: Pick<Box, "width" | "height">,
  side: string | undefined,
  view: { readonly width: number; readonly height: number },
): { readonly left: number; readonly top: number } {
  const fit = (at: number, size: number, room: number): number => Math.max(margin, Math.min(at, room - size - margin));
  if (side === "right") {
    const right = target.left + target.width + gap;
    const left = right + tip.width + margin <= view.width ? right : target.left - tip.width - gap;
    return { left, top: fit(target.top + (target.height - tip.height) / 2, tip.height, view.height) };
  }
  const below = target.top + target.height + gap;
  const top = below + tip.height + margin <= view.height ? below : target.top - tip.height - gap;
  return { left: fit(target.left + (target.width - tip.width) / 2, tip.width, view.width), top };
}
