import * as z from "zod/mini";

import { check } from "../check-options.ts";
import { lowerCase, secretHosts } from "../host-names.ts";
import { readSecret, type SecretEnvelope } from "../secret-records.ts";
import type { Control, SecretSummary } from "./api.ts";
import { secretName } from "./arguments.ts";
import { answered, replaceRecord, type Desk } from "./desk.ts";

const setOptions = z.looseObject({ hosts: z.optional(secretHosts) }, "must be an object");

export function secretControl(desk: Desk): Control["secrets"] {
  return {
    set: (name, value, options = {}) => answered(() => setSecret(desk, name, value, options)),
    list: () => answered(() => listSecrets(desk)),
    delete: (name) => answered(() => deleteSecret(desk, name)),
  };
}

/**
 * The lowest version of each secret that engines may accept for scripts with these sources. A name that stands in a
 * source for another reason does no harm; one that a script puts together is not found and keeps version 1.
 */
export async function minSecretVersions(desk: Desk, sources: readonly string[]): Promise<Record<string, number>> {
  const mentioned = new Set(sources.flatMap((source) => source.match(/[A-Z][A-Z0-9_]*/g) ?? []));
  const names = [...mentioned].filter((name) => secretName.safeParse(name).success).sort();
  const found = await Promise.all(names.map(async (name) => [name, await readSecret(desk.records, name)] as const));
  return Object.fromEntries(found.flatMap(([name, secret]) => (secret ? [[name, secret.envelope.version]] : [])));
}

async function setSecret(
  desk: Desk,
  name: string,
  value: string,
  options: { readonly hosts?: readonly string[] },
): Promise<SecretSummary> {
  check(secretName, name, "name");
  check(z.string("must be a string"), value, "value");
  check(setOptions, options);
  const hosts = lowerCase(options.hosts ?? []);
  const before = await readSecret(desk.records, name);
  const version = (before?.envelope.version ?? 0) + 1;
  const record = (await desk.core()).seal({ name, version, value, hosts });
  const envelope: SecretEnvelope = { version, hosts, updatedAt: desk.now(), updatedBy: desk.actor, record };
  await replaceRecord(desk, desk.records.key("secret", name), before?.text ?? null, envelope);
  return summary(name, envelope);
}

async function listSecrets(desk: Desk): Promise<SecretSummary[]> {
  const prefix = desk.records.key("secret", "");
  const secrets: SecretSummary[] = [];
  for await (const key of desk.records.names(prefix)) {
    const name = key.slice(prefix.length);
    const found = await readSecret(desk.records, name);
    if (found?.envelope.record) secrets.push(summary(name, found.envelope));
  }
  return secrets;
}

async function deleteSecret(desk: Desk, name: string): Promise<boolean> {
  check(secretName, name, "name");
  const before = await readSecret(desk.records, name);
  if (!before?.envelope.record) return false;
  const version = before.envelope.version + 1;
  const deleted: SecretEnvelope = { version, hosts: [], updatedAt: desk.now(), updatedBy: desk.actor, record: null };
  await replaceRecord(desk, desk.records.key("secret", name), before.text, deleted);
  return true;
}

function summary(name: string, { version, hosts, updatedAt, updatedBy, record }: SecretEnvelope): SecretSummary {
  return { name, version, hosts, kid: String(record?.kid), updatedAt, updatedBy };
}
