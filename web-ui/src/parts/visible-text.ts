/**
 * Text from scripts, logs and services, made safe to look at: what would not show, or would show something else than
 * is there, becomes an escape. Control characters hide text in terminals and copies; bidirectional controls reorder
 * what stands around them; zero-width characters make two names look alike.
 */
export function visibleText(text: string, options: { readonly keepLines?: boolean } = {}): string {
  const hidden = options.keepLines === true ? hiddenButLines : hiddenAnywhere;
  return text.replace(hidden, escapeOf);
}

/** At most `limit` characters of a text, and how many are left out. Never half of a surrogate pair. */
export function clipText(text: string, limit: number): { readonly shown: string; readonly leftOut: number } {
  if (text.length <= limit) return { shown: text, leftOut: 0 };
  const code = text.charCodeAt(limit - 1);
  const end = code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit;
  return { shown: text.slice(0, end), leftOut: text.length - end };
}

/** A long id or host with its middle left out: the ends tell two of them apart. */
export function cutMiddle(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const tail = Math.floor((limit - 1) / 2);
  return `${text.slice(0, limit - 1 - tail)}…${text.slice(text.length - tail)}`;
}

const invisible =
  "\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u00AD\\u061C\\u180E\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F" +
  "\\uFEFF\\uFFF9-\\uFFFB\\uD800-\\uDFFF\\u{E0000}-\\u{E007F}";
const hiddenAnywhere = new RegExp(`[\\n${invisible}]`, "gu");
const hiddenButLines = new RegExp(`[${invisible}]`, "gu");

const short: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
]);

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return short.get(character) ?? `\\u{${code.toString(16).toUpperCase().padStart(4, "0")}}`;
}
