// bindings/js/generated/schemas.ts: a zod schema for each hook's context.
import { NOTICE, parseType, quote } from "./text.mjs";

export function schemasTs({ hooks }) {
  return `// ${NOTICE}
import * as z from "zod";

import type { TriggerName } from "./catalog.ts";

// Whether an address can receive mail is for the application to say; this only keeps other things out.
const email = z.email({ pattern: z.regexes.unicodeEmail });

function parsesToTime(value: string | number): boolean {
  return !Number.isNaN(new Date(value).getTime());
}

// Strings and numbers stay as they are and a Date becomes its ISO form, so that the context keeps a JSON form.
const date = z.union(
  [
    z.string().refine(parsesToTime),
    z.number().refine(parsesToTime),
    z.date().transform((value) => value.toISOString()),
  ],
  { error: "Invalid date: expected a Date, an ISO string or milliseconds since the epoch" },
);

${hooks.shapes.map(({ name, fields }) => `const ${variable(name)} = ${object(fields, "")};\n`).join("\n")}
/** What \`run\` and \`dispatch\` check a context against. Unknown fields are kept; null stands for an absent field. */
export const hookSchemas = {
${hooks.hooks.map(({ name, context }) => `  ${name}: ${object(context, "  ")},`).join("\n")}
} as const satisfies Readonly<Record<TriggerName, z.ZodType>>;
`;
}

function object(fields, indent) {
  const members = fields.map((field) => `${indent}  ${member(field.name, schema(field))},\n`);
  return `z.looseObject({\n${members.join("")}${indent}})`;
}

function member(name, value) {
  return name === value ? name : `${name}: ${value}`;
}

function schema({ type, values, optional }) {
  const { map, list, base } = parseType(type);
  const single = scalar(base, values);
  const element = list ? `z.array(${single})` : single;
  const whole = map ? `z.record(z.string(), ${element})` : element;
  return optional ? `${whole}.nullish()` : whole;
}

function scalar(base, values) {
  switch (base) {
    case "string":
    case "number":
    case "boolean":
      return `z.${base}()`;
    case "enum":
      return `z.enum([${values.map(quote).join(", ")}])`;
    case "map":
      return "z.unknown()";
    case "email":
    case "date":
      return base;
    default:
      return variable(base);
  }
}

function variable(shape) {
  return shape.charAt(0).toLowerCase() + shape.slice(1);
}
