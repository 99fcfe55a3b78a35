/**
 * A snippet of the Language Server Protocol in CodeMirror's spelling: `$1` and `${1:name}` are `${1:name}`, `$0` comes
 * after all others, and of choices the first stands there.
 */
export function snippetTemplate(source: string): string {
  return source.replace(
    /\\([\\$}])|\$(\d+)|\$\{(\d+)(?::([^{}]*)|\|([^|}]*)\|)?\}|[{}]/g,
    (whole, escaped?: string, plain?: string, number?: string, name?: string, choices?: string) => {
      if (escaped !== undefined) return escaped === "}" ? "\\}" : escaped;
      const field = plain ?? number;
      if (field === undefined) return `\\${whole}`;
      const first = name ?? choices?.split(",")[0];
      return `\${${field === "0" ? last : field}${first ? `:${first}` : ""}}`;
    },
  );
}

const last = 999;
