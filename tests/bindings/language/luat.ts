/** A fixture of tests/core/language/fixtures, as far as it is about diagnostics; fixture_test.cpp tells the format. */
export interface Luat {
  readonly code: string;
  readonly hook: string;
  /** Secrets that are bound to hosts. */
  readonly secrets: { readonly name: string; readonly hosts: readonly string[] }[];
  /** Scripts of earlier layers. */
  readonly layers: { id: string; uri: string; text: string }[][];
  /** As in `2:14-19 error[undefined-field]: no field`, lines from 0; a message may be cut short or missing. */
  readonly marks: string[];
}

export function readLuat(text: string): Luat {
  const lines: string[] = [];
  const marks: string[] = [];
  const secrets: Luat["secrets"] = [];
  const layers: Luat["layers"] = [];
  let hook = "";
  // Below the code stand sections of what other features say. $0 to $9 are carets, and no part of the code.
  const [source = ""] = text.split(/^=== /m);
  for (const line of source.split("\n")) {
    const secret = /^--@ secret=(\S+) host=(\S+)/.exec(line);
    const head = /^--@ (?:script layer=(\d+) id=(\S+): (.*)|hook=(\S+))/.exec(line);
    const mark = /^( *-- *)(\^+) *(.*)$/.exec(line);
    if (secret) secrets.push({ name: secret[1]!, hosts: [secret[2]!] });
    else if (head?.[4] !== undefined) hook = head[4];
    else if (head) (layers[Number(head[1])] ??= []).push({ id: head[2]!, uri: `file:///${head[2]!}.lua`, text: head[3]! });
    else if (!mark) lines.push(line.replaceAll(/\$\d/g, ""));
    else if (!mark[3]!.startsWith(": ")) {
      const begin = mark[1]!.length;
      marks.push(`${lines.length - 1}:${begin}-${begin + mark[2]!.length} ${mark[3]!}`);
    }
  }
  return { code: lines.join("\n"), hook, secrets, layers, marks };
}
