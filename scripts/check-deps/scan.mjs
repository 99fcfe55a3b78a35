// scan.mjs - what a source file refers to, with line numbers.

/**
 * The text with comments, and on request string literals, replaced by blanks; line numbers stay right.
 * Good for C++ and TypeScript alike; a regular expression literal that contains a quote is not understood.
 */
export function blankComments(text, { strings = false } = {}) {
  const tokens = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|(?<![\w])'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;
  return text.replace(tokens, (token) => {
    const isComment = token.startsWith("//") || token.startsWith("/*");
    return isComment || strings ? token.replace(/[^\n]/g, " ") : token;
  });
}

/** Includes of a C++ file: {target, quoted, line}. */
export function includesOf(text) {
  return matches(blankComments(text), /^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]/gm).map(({ match, line }) => ({
    target: match[2],
    quoted: match[1] === '"',
    line,
  }));
}

/** Module specifiers that a TypeScript or JavaScript file imports, re-exports or loads: {target, line}. */
export function importsOf(text) {
  const code = blankComments(text);
  const forms = [
    /(?:^|[;}\n])\s*(?:import|export)\b[^;"'`]*?\bfrom\s*["']([^"'\n]+)["']/g,
    /(?:^|[;}\n])\s*import\s*["']([^"'\n]+)["']/g,
    /\bimport\s*\(\s*["'`]([^"'`\n]+)["'`]/g,
  ];
  return forms.flatMap((form) => matches(code, form)).map(({ match, line }) => ({ target: match[1], line }));
}

/** Every match of a global pattern; the line is the one the match ends on. */
export function matches(text, pattern) {
  return [...text.matchAll(pattern)].map((match) => ({
    match,
    line: text.slice(0, match.index + match[0].length).split("\n").length,
  }));
}
