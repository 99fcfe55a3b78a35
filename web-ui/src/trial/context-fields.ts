import { shapes, type FieldInfo, type JsonObject, type JsonValue } from "sluice";

/** A field of the form that fills a context. */
export interface ContextField {
  readonly path: readonly string[];
  /** As in `request.ip`. */
  readonly label: string;
  readonly doc: string;
  readonly optional: boolean;
  /** `json`: a value that has no simpler field, typed as JSON. */
  readonly kind: "text" | "choice" | "list" | "json";
  readonly choices: readonly string[];
}

/** The fields of a hook's context: those of shapes stand under their own path. */
export function contextFields(fields: readonly FieldInfo[], root: readonly string[] = []): ContextField[] {
  return fields.flatMap(({ name, type, optional, values, doc }) => {
    const path = [...root, name];
    const shape = shapes.find((one) => one.name === type);
    if (shape)
      return contextFields(shape.fields, path).map((field) => ({ ...field, optional: optional || field.optional }));
    return [{ path, label: path.join("."), doc, optional, kind: kindOf(type), choices: values }];
  });
}

function kindOf(type: string): ContextField["kind"] {
  if (type === "enum") return "choice";
  if (type.endsWith("[]") && !type.startsWith("map")) return "list";
  return type.startsWith("map") ? "json" : "text";
}

/** What a field shows of a context; "" for what is not there. */
export function fieldText(context: JsonObject, { path, kind }: ContextField): string {
  const value = path.reduce<JsonValue | undefined>((at, name) => (isObject(at) ? at[name] : undefined), context);
  if (value === undefined || value === null) return "";
  if (kind === "list" && Array.isArray(value)) return value.map(String).join(", ");
  return typeof value === "string" && kind !== "json" ? value : JSON.stringify(value);
}

/** The context with a field changed: an empty text takes the member away. Undefined: the text is no JSON. */
export function withField(context: JsonObject, { path, kind }: ContextField, text: string): JsonObject | undefined {
  if (text.trim() === "") return replaced(context, path, undefined);
  if (kind !== "json") return replaced(context, path, kind === "list" ? itemsOf(text) : text);
  const value = parsed(text);
  return value === undefined ? undefined : replaced(context, path, value);
}

function itemsOf(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function replaced(
  object: JsonObject,
  [name = "", ...rest]: readonly string[],
  value: JsonValue | undefined,
): JsonObject {
  const { [name]: before, ...others } = object;
  const below = isObject(before) ? before : {};
  const after = rest.length === 0 ? value : emptied(replaced(below, rest, value), isObject(before));
  if (after === undefined) return others;
  // Assigned over a copy, so that it stays in its old place where it had one.
  return { ...object, [name]: after };
}

/** An object that a field made only to hold nothing is not kept. */
function emptied(object: JsonObject, wasThere: boolean): JsonObject | undefined {
  return Object.keys(object).length > 0 || wasThere ? object : undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** What stands in a context's text: the object, or why there is none. */
export type ReadContext =
  | { readonly context: JsonObject; readonly fault?: undefined }
  | { readonly context?: undefined; readonly fault: string };

export function readContext(text: string): ReadContext {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isObject(value) ? { context: value } : { fault: "A context is an object: { … }." };
  } catch (error) {
    return { fault: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

export function contextText(context: JsonObject): string {
  return JSON.stringify(context, null, 2);
}

/** Labels of the fields that have to be there and are not. */
export function missingFields(fields: readonly ContextField[], context: JsonObject): string[] {
  return fields.filter((field) => !field.optional && isAbsent(context, field.path)).map(({ label }) => label);
}

function isAbsent(context: JsonObject, path: readonly string[]): boolean {
  const value = path.reduce<JsonValue | undefined>((at, name) => (isObject(at) ? at[name] : undefined), context);
  return value === undefined || value === null;
}
