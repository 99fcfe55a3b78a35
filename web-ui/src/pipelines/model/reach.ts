import type { Capabilities } from "../../data/capabilities.ts";

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
    ).filter(({ name }) => isOfHook(name)),
    lines: lines.at(-1) === "" ? lines.length - 1 : lines.length,
  };
}

/** The hook gives it, and not an earlier script or the engine. */
function isOfHook(field: string): boolean {
  return !/^(prev|outputs|trigger)\b/.test(field);
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

export type ReachKind = "host" | "secret" | "setting" | "helper" | "field";

/** Something that a pipeline reaches, and where that stands. */
export interface Reach {
  readonly kind: ReachKind;
  /** "": any, because the script makes the name when it runs. */
  readonly name: string;
  readonly scriptId: string;
  /** Where the source names it; absent where it does not as it stands. */
  readonly line?: number;
}

/** A script, and what the language service knows of it. */
export interface ReachingScript {
  readonly id: string;
  readonly code: string;
  readonly capabilities?: Capabilities | undefined;
}

/**
 * Everything once, at the first script that reaches it: by what the language service found where it was asked, else the
 * hosts and secrets that the source names.
 */
export function reachOf(scripts: readonly ReachingScript[]): readonly Reach[] {
  const reach = new Map<string, Reach>();
  for (const script of scripts) {
    const found = script.capabilities ? knownReach(script, script.capabilities) : namedReach(script);
    for (const one of found) if (!reach.has(keyOf(one))) reach.set(keyOf(one), one);
  }
  return [...reach.values()];
}

function namedReach({ id, code }: ReachingScript): Reach[] {
  const { hosts, secrets } = readSource(code);
  return [
    ...hosts.map((found): Reach => ({ kind: "host", scriptId: id, ...found })),
    ...secrets.map((found): Reach => ({ kind: "secret", scriptId: id, ...found })),
  ];
}

function knownReach({ id, code }: ReachingScript, found: Capabilities): Reach[] {
  const source = readSource(code);
  const named = (kind: ReachKind, names: readonly string[], places: readonly Found[] = []): Reach[] =>
    names.map((name) => {
      const line = places.find((place) => place.name === name)?.line;
      return { kind, name, scriptId: id, ...(line !== undefined && { line }) };
    });
  const any = (kind: ReachKind, group: Capabilities["unbounded"][number]): Reach[] =>
    found.unbounded.includes(group) ? [{ kind, name: "", scriptId: id }] : [];
  return [
    ...named("host", found.hosts, source.hosts),
    ...any("host", "hosts"),
    ...named("secret", found.secrets, source.secrets),
    ...any("secret", "secrets"),
    ...named("setting", found.settings),
    ...any("setting", "settings"),
    ...named("helper", found.helpers),
    ...any("helper", "helpers"),
    ...named("field", found.context.filter(isOfHook), source.reads),
    ...any("field", "context"),
  ];
}

/** What leaves the script or is kept from others: that has to be looked at before it is published. */
export function hasToBeSeen({ kind }: Reach): boolean {
  return kind === "host" || kind === "secret" || kind === "setting";
}

function keyOf({ kind, name }: Reach): string {
  return `${kind} ${name}`;
}

export interface ReachChange {
  readonly added: readonly Reach[];
  readonly removed: readonly Reach[];
}

export function compareReach(before: readonly Reach[], after: readonly Reach[]): ReachChange {
  const lacks = (list: readonly Reach[]) => (one: Reach) => !list.some((other) => keyOf(other) === keyOf(one));
  return { added: after.filter(lacks(before)), removed: before.filter(lacks(after)) };
}
