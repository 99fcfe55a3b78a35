/** A context to try a hook with, made of what the catalog says about its members. */
import { shapes, type FieldInfo, type JsonObject, type JsonValue } from "sluice";

/** What a person sees first in a sample: believable values, from domains and networks reserved for examples. */
const byName: Readonly<Record<string, JsonValue>> = {
  email: "ada@acme.example",
  name: "Ada",
  id: "u1",
  userId: "u1",
  role: "member",
  ip: "192.0.2.7",
  userAgent: "Firefox",
  origin: "https://app.acme.example",
  country: "NL",
  clientId: "c1",
  redirectUri: "https://app.acme.example/callback",
  redirectUrls: ["https://app.acme.example/callback"],
  scopes: ["openid", "profile"],
  permissions: ["reports:read"],
  expiresAt: 1_900_000_000_000,
};

/** Members that make a sample worth reading although they may be absent. */
const shown = new Set(["request", "ip", "userAgent", "country", "email", "role", "name"]);

export function sampleContext(fields: readonly FieldInfo[] | null): JsonObject {
  return fields === null ? {} : sampleOf(fields);
}

function sampleOf(fields: readonly FieldInfo[]): JsonObject {
  return Object.fromEntries(
    fields.filter(({ name, optional }) => !optional || shown.has(name)).map((field) => [field.name, valueOf(field)]),
  );
}

function valueOf({ name, type, values }: FieldInfo): JsonValue {
  const [first] = values;
  if (first !== undefined) return first;
  const shape = shapes.find((one) => one.name === type);
  if (shape) return sampleOf(shape.fields);
  if (type.startsWith("map")) return {};
  const known = byName[name];
  if (type.endsWith("[]")) return Array.isArray(known) ? known : [];
  if (known !== undefined) return known;
  if (type === "boolean") return true;
  return /number|integer|int|date|time/.test(type) ? 1 : name;
}
