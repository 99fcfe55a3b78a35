/** An object or array that is being read: the names so far, and where in it we are. */
interface Open {
  readonly names: Set<string> | undefined;
  place: string | number;
  /** The next text is a name. */
  named: boolean;
}

/**
 * Where in `text`, which is JSON, an object has a member a second time; undefined: nowhere. Readers of such an object
 * disagree about which of the two counts, so that what one of them has checked is not what the next one acts on.
 */
export function repeatedMember(text: string): (string | number)[] | undefined {
  const open: Open[] = [];
  for (let at = 0; at < text.length; at++) {
    const inner = open.at(-1);
    switch (text[at]) {
      case "{":
        open.push({ names: new Set(), place: "", named: true });
        break;
      case "[":
        open.push({ names: undefined, place: 0, named: false });
        break;
      case "}":
      case "]":
        open.pop();
        break;
      case ",":
        if (inner) next(inner);
        break;
      case '"': {
        const end = endOf(text, at);
        const isName = inner?.names !== undefined && inner.named;
        if (isName && !enter(inner, text.slice(at, end + 1))) return open.map(({ place }) => place);
        at = end;
      }
    }
  }
  return undefined;
}

function next(inner: Open): void {
  if (typeof inner.place === "number") inner.place++;
  inner.named = inner.names !== undefined;
}

/** False: the name was there before. */
function enter(inner: Open, quoted: string): boolean {
  const name = quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  inner.place = name;
  inner.named = false;
  const { size } = inner.names!;
  return inner.names!.add(name).size > size;
}

/** Where the text ends that begins at a quotation mark. */
function endOf(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}
