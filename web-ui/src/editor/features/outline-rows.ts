import type { DocumentSymbol } from "../language/protocol.ts";

/** A symbol in a list: how deep it stands. */
export interface OutlineRow {
  readonly symbol: DocumentSymbol;
  readonly depth: number;
}

/** The symbols of a script from top to bottom; with `query`, those of which the name has it. */
export function outlineRows(symbols: readonly DocumentSymbol[], query = "", depth = 0): OutlineRow[] {
  const wanted = query.trim().toLowerCase();
  return symbols.flatMap((symbol) => {
    const below = outlineRows(symbol.children ?? [], query, depth + 1);
    return symbol.name.toLowerCase().includes(wanted) ? [{ symbol, depth }, ...below] : below;
  });
}
