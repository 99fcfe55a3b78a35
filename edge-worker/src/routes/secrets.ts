import { flag, note, secretHosts, secretName } from "sluice/forms";
import * as z from "zod/mini";

import { rewrapped, secret, secretList } from "../forms/secrets.ts";
import { route, type Route } from "../http/route.ts";

const path = "/v1/secrets/{name}";
const optionalNote = z.exactOptional(note);
const common = { params: { name: secretName }, role: "write", tag: "Secrets", matches: "the secret" } as const;

/** No route answers the value of a secret. */
export const secretRoutes: readonly Route[] = [
  route({
    id: "listSecrets",
    method: "GET",
    path: "/v1/secrets",
    role: "read",
    tag: "Secrets",
    summary: "All secrets by name, whether they can be read, and what uses them. Never a value.",
    answer: { description: "All of them.", form: secretList },
    handle: async ({ control }) => ({ items: await control.secrets.list() }),
  }),
  route({
    ...common,
    id: "setSecret",
    method: "PUT",
    path,
    summary: "Seals a value as a new version of a secret.",
    description: "Without `hosts` it stays bound as it is; a new one is not bound.",
    body: z.strictObject(
      { value: z.string("must be a string"), hosts: z.exactOptional(secretHosts), note: optionalNote },
      "must be an object",
    ),
    answer: { description: "The secret, without its value.", form: secret, etag: "version" },
    handle: ({ control, params: { name }, body: { value, ...options }, seen }) =>
      control.secrets.set(name, value, { ...options, ...versioned(seen) }),
  }),
  route({
    ...common,
    id: "bindSecret",
    method: "PUT",
    path: `${path}/hosts`,
    summary:
      "Changes where a secret may be sent: to nowhere but these hosts, or, with none, wherever a script sends it.",
    body: z.strictObject({ hosts: secretHosts, note: optionalNote }, "must be an object"),
    answer: { description: "The secret, without its value.", form: secret, etag: "version" },
    handle: ({ control, params: { name }, body: { hosts, ...options }, seen }) =>
      control.secrets.bind(name, hosts, { ...options, ...versioned(seen) }),
  }),
  route({
    ...common,
    id: "deleteSecret",
    method: "DELETE",
    path,
    summary: "Deletes a secret that nothing names, or, with `force`, also one that is named.",
    query: { force: z.exactOptional(flag), note: optionalNote },
    answer: { description: "It is gone." },
    handle: ({ control, params: { name }, query, seen }) =>
      control.secrets.delete(name, { ...query, ...versioned(seen) }),
  }),
  route({
    id: "rewrapKeys",
    method: "POST",
    path: "/v1/keys/rewrap",
    role: "admin",
    tag: "Secrets",
    summary: "Puts everything that was sealed or signed under an older key under the first one.",
    answer: { description: "What was renewed, and what could not be.", form: rewrapped },
    handle: ({ control }) => control.secrets.rewrap(),
  }),
];

function versioned(seen: number | undefined): { version?: number } {
  return seen === undefined ? {} : { version: seen };
}
