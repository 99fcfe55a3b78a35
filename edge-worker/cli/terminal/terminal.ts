import { stripVTControlCharacters, styleText } from "node:util";

export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Where a command reads and writes. Results go to standard output, everything about them to standard error. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Width of standard output; 100 where it is no terminal. */
  readonly columns: number;
  /** Whether questions can be asked: standard input and error are a terminal. */
  readonly interactive: boolean;
  readonly stdin: NodeJS.ReadStream;
  print(text: string): void;
  warn(text: string): void;
  /** Text for standard output in a style, where colours are wanted there. */
  paint(style: Style, text: string): string;
  /** What is being done; shown on one line that changes, on a terminal only. `undefined`: it is done. */
  progress(text: string | undefined): void;
}

/** FORCE_COLOR and NO_COLOR before what the stream is. */
export function wantsColours(
  env: Readonly<Record<string, string | undefined>>,
  stream: { readonly isTTY?: boolean },
): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused = "" } = env;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return refused === "" && env.TERM !== "dumb" && stream.isTTY === true;
}

export function openTerminal(): Terminal {
  const { env, stdin, stdout, stderr } = process;
  const colours = wantsColours(env, stdout);
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write("\r\u001b[2K");
    shown = false;
  };
  return {
    env,
    cwd: process.cwd(),
    columns: stdout.isTTY ? stdout.columns || 80 : 100,
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    stdin,
    print: (text) => (clear(), void stdout.write(`${harmless(text)}\n`)),
    warn: (text) => (clear(), void stderr.write(`${harmless(text)}\n`)),
    paint: (style, text) => (colours ? styleText(style, text, { validateStream: false }) : text),
    progress: (text) => {
      clear();
      if (text === undefined || !stderr.isTTY) return;
      stderr.write(plain(text).slice(0, (stderr.columns || 80) - 1));
      shown = true;
    },
  };
}

/**
 * Text of a script's or a worker's, without what terminals take for commands: nobody but this program moves the
 * cursor or changes colours.
 */
export function plain(text: string): string {
  // What is left of C0 and C1 controls is nothing that belongs on a line.
  return stripVTControlCharacters(text).replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    "\ufffd",
  );
}

/** The codes of the styles here, and every other character that terminals obey. */
const obeyed = /\u001b\[(?:[12]|22|3[1236]|39)m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Text on its way out: what no caller has made plain, as names of files and what a worker makes of numbers, is written
 * as JSON would escape it, so that JSON stays what it is. Nothing but the styles that `paint` puts there is left.
 */
export function harmless(text: string): string {
  return text.replace(obeyed, (found) =>
    found.length > 1 ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
