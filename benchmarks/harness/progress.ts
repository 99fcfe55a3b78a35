const { stderr } = process;
let shownPart = "";

/**
 * Shows what is being measured: `part`, then the detail. On a terminal one line that changes; where output is kept, a
 * line for each part.
 */
export function progress(part: string, detail = ""): void {
  if (stderr.isTTY) stderr.write(`\r\u001b[K${part} ${detail}`);
  else if (part !== shownPart) stderr.write(`${part}\n`);
  shownPart = part;
}

/** Takes the line away. */
export function progressDone(): void {
  if (stderr.isTTY) stderr.write("\r\u001b[K");
}
