import { SluiceError } from "./errors.ts";
import type { Hook } from "./hook-registry.ts";
import { objectText } from "./json.ts";
import type { SchemaIssue } from "./standard-schema.ts";

/** The context as JSON text. Throws `invalid_context` with the field when it is no JSON object. */
export function contextText(context: unknown): string {
  return objectText(context, (fault, cause) => {
    return invalid(cause === undefined ? "context" : culprit(context), fault, cause);
  });
}

/** Checks the context against the hook's schema. Rejects with `invalid_context` and the first field that is wrong. */
export async function checkContext(hook: Hook, context: unknown): Promise<void> {
  const issue = await firstIssue(hook, context);
  if (issue) throw invalid(fieldPath("context", issue), `is refused: ${issue.message}`);
}

async function firstIssue(hook: Hook, context: unknown): Promise<SchemaIssue | undefined> {
  try {
    return (await hook.context["~standard"].validate(context)).issues?.[0];
  } catch (error) {
    throw invalid("context", `could not be checked: the schema of ${hook.name} failed`, error);
  }
}

/** As in `context.user.id` or `options.secretKeys[0].key`. */
export function fieldPath(root: string, issue: SchemaIssue): string {
  return (issue.path ?? []).reduce<string>((path, segment) => {
    const key = typeof segment === "object" ? segment.key : segment;
    return typeof key === "number" ? `${path}[${key}]` : `${path}.${String(key)}`;
  }, root);
}

function invalid(field: string, fault: string, cause?: unknown): SluiceError {
  return new SluiceError("invalid_context", `${field} ${fault}`, { field, cause });
}

/** Path of what made JSON.stringify fail, as far as it can be told. */
function culprit(context: unknown): string {
  try {
    return firstUnserialisable(context, "context", new Set()) ?? "context";
  } catch {
    return "context";
  }
}

const maxSearchDepth = 100;

/** Path of the first BigInt, reference to an object that contains it, or level that is far too deep. */
function firstUnserialisable(value: unknown, path: string, ancestors: Set<object>): string | undefined {
  if (typeof value === "bigint") return path;
  if (typeof value !== "object" || value === null) return undefined;
  if (ancestors.has(value) || ancestors.size === maxSearchDepth) return path;
  ancestors.add(value);
  for (const [key, member] of Object.entries(value)) {
    const found = firstUnserialisable(member, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, ancestors);
    if (found !== undefined) return found;
  }
  ancestors.delete(value);
  return undefined;
}
