const root = "sluice:///scripts/";

/** The address under which the language server knows a script. */
export function uriOf(id: string): string {
  return `${root}${encodeURIComponent(id)}.lua`;
}

/** The script of an address; undefined for an address that is none of a script. */
export function scriptOf(uri: string): string | undefined {
  if (!uri.startsWith(root) || !uri.endsWith(".lua")) return undefined;
  return decodeURIComponent(uri.slice(root.length, -".lua".length));
}
