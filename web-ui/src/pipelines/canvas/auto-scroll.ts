const edge = 40;
const fastest = 14;

/** Scrolls an element a little when a point is near its edge; whether it did. */
export function scrollStep(element: HTMLElement, { x, y }: { readonly x: number; readonly y: number }): boolean {
  const box = element.getBoundingClientRect();
  const isInside = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  if (!isInside) return false;
  const before = [element.scrollLeft, element.scrollTop];
  if (element.scrollWidth > element.clientWidth) element.scrollLeft += speedAt(x - box.left, box.right - x);
  if (element.scrollHeight > element.clientHeight) element.scrollTop += speedAt(y - box.top, box.bottom - y);
  return element.scrollLeft !== before[0] || element.scrollTop !== before[1];
}

/** The nearer to an edge, the faster. */
function speedAt(fromStart: number, fromEnd: number): number {
  if (fromStart < edge) return -Math.ceil(((edge - fromStart) / edge) * fastest);
  return fromEnd < edge ? Math.ceil(((edge - fromEnd) / edge) * fastest) : 0;
}
