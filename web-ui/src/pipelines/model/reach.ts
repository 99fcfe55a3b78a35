/**
 * What a script's source says about itself: its first comment, the hosts and secrets it names, the members of the
 * context it reads. A plain scan, and no proof: what a script puts together while it runs is not found, and what
 * stands in a string it never uses is.
 */
export interface SourceFacts {
  /** The first line of the comment it begins with. */
  readonly comment?: string;
  readonly hosts: readonly Found[];
  readonly secrets: readonly Found[];
  /** As in "email", "request.ip". */
  readonly reads: readonly Found[];
  readonly lines: number;
}

export interface Found {
  readonly name: string;
  /** From 1, the first place. */
  readonly line: number;
}

export function readSource(code: string): SourceFacts {
  const lines = code.split("\n");
  const comment = firstComment(lines);
  const bare = withoutComments(code);
  return {
    ...(comment !== undefined && { comment }),
    hosts: matchesIn(bare, /["'`[]https:\/\/([a-z0-9][a-z0-9.-]*(?::\d+)?)/gi, (host) => host.toLowerCase()),
    secrets: matchesIn(bare, /helpers\s*\.\s*secret\s*\(?\s*["']([A-Z][A-Z0-9_]{0,63})["']/g),
    reads: matchesIn(bare, /\bcontext\s*\.\s*([A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)?)/g, (path) =>
      path.replace(/\s/g, ""),
    ).filter(({ name }) => !/^(prev|outputs|trigger)\b/.test(name)),
    lines: lines.at(-1) === "" ? lines.length - 1 : lines.length,
  };
}

/** "before_signup, first layer: turns away throw-away mail" says where it stands first; what it does comes after. */
function firstComment(lines: readonly string[]): string | undefined {
  const first = lines.find((line) => line.trim() !== "");
  const text = /^\s*--(?!\[=*\[)\s*(.+?)\s*$/.exec(first ?? "")?.[1];
  return text?.replace(/^[a-z][a-z0-9_]*(?:, [a-z ]+)?: (\w)/, (_, letter: string) => letter.toUpperCase());
}

/** Comments become blanks, so that places in the text stay the same. Strings are kept. */
function withoutComments(code: string): string {
  const token = /(["'])(?:\\[\s\S]|(?!\1)[^\\\n])*\1|\[(=*)\[[\s\S]*?\]\2\]|--\[(=*)\[[\s\S]*?(?:\]\3\]|$)|--[^\n]*/g;
  return code.replace(token, (text) => (text.startsWith("--") ? text.replace(/[^\n]/g, " ") : text));
}

function matchesIn(code: string, pattern: RegExp, tidy = (name: string) => name): Found[] {
  const found = new Map<string, number>();
  for (const match of code.matchAll(pattern)) {
    const name = tidy(match[1]!);
    if (!found.has(name)) found.set(name, code.slice(0, match.index).split("\n").length);
  }
  return [...found].map(([name, line]) => ({ name, line }));
}

/** Something that a pipeline reaches, and where that stands. */
export interface Reach {
  readonly kind: "host" | "secret";
  readonly name: string;
  readonly scriptId: string;
  readonly line: number;
}

/** Each host and secret once, at the first script that names it. */
export function reachOf(scripts: readonly { readonly id: string; readonly code: string }[]): readonly Reach[] {
  const reach = new Map<string, Reach>();
  for (const { id, code } of scripts) {
    const { hosts, secrets } = readSource(code);
    for (const { name, line } of hosts) add(reach, { kind: "host", name, scriptId: id, line });
    for (const { name, line } of secrets) add(reach, { kind: "secret", name, scriptId: id, line });
  }
  return [...reach.values()];
}

function add(all: Map<string, Reach>, reach: Reach): void {
  const key = `${reach.kind} ${reach.name}`;
  if (!all.has(key)) all.set(key, reach);
}

export interface ReachChange {
  readonly added: readonly Reach[];
  readonly removed: readonly Reach[];
}

export function compareReach(before: readonly Reach[], after: readonly Reach[]): ReachChange {
  const lacks = (list: readonly Reach[]) => (one: Reach) =>
    !list.some(({ kind, name }) => kind === one.kind && name === one.name);
  return { added: after.filter(lacks(before)), removed: before.filter(lacks(after)) };
}
