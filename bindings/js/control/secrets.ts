import * as z from "zod/mini";

import { check, invalid, notFound } from "../check-options.ts";
import { lowerCase, secretHosts } from "../host-names.ts";
import { readSecret, type SecretEnvelope } from "../secret-records.ts";
import type {
  DeleteSecretOptions,
  SecretControl,
  SecretOptions,
  SecretSummary,
  SecretUsers,
  SetSecretOptions,
} from "./api-secrets.ts";
import { flag, secretName, versionedChange } from "./arguments.ts";
import { audited, type Change } from "./audit.ts";
import { answered, replaceRecord, requireKeys, requireSeen, stillInUse, type Desk } from "./desk.ts";
import { isUnreadable, rewrap } from "./rewrap.ts";
import { findSecret, listSecrets, summaryOf, type Present } from "./secret-list.ts";
import { usersOfSecrets } from "./users.ts";

const setOptions = z.extend(versionedChange, { hosts: z.optional(secretHosts) });
const deleteOptions = z.extend(versionedChange, { force: z.optional(flag) });

export function secretControl(desk: Desk): SecretControl {
  return {
    set: (name, value, options = {}) => answered(() => setSecret(desk, name, value, options)),
    bind: (name, hosts, options = {}) => answered(() => bindSecret(desk, name, hosts, options)),
    list: () => answered(() => listSecrets(desk)),
    users: (name) => answered(() => usersOf(desk, name)),
    delete: (name, options = {}) => answered(() => deleteSecret(desk, name, options)),
    rewrap: (onProgress) => answered(() => rewrap(desk, onProgress)),
  };
}

async function setSecret(desk: Desk, name: string, value: string, options: SetSecretOptions): Promise<SecretSummary> {
  check(secretName, name, "name");
  check(z.string("must be a string"), value, "value");
  check(setOptions, options);
  requireKeys(desk);
  const before = await readSecret(desk.records, name);
  const from = before?.envelope.version ?? 0;
  requireSeen("version", `Secret ${name}`, seenVersion(before?.envelope, options), from);
  const hosts = options.hosts ? lowerCase(options.hosts) : await knownHosts(desk, name, before?.envelope);
  const record = (await desk.core()).seal({ name, version: from + 1, value, hosts });
  return writeSecret(desk, changeOf("secret.set", name, from, options), before?.text ?? null, { hosts, record });
}

async function bindSecret(
  desk: Desk,
  name: string,
  hosts: readonly string[],
  options: SecretOptions,
): Promise<SecretSummary> {
  check(secretName, name, "name");
  check(secretHosts, hosts, "hosts");
  check(versionedChange, options);
  requireKeys(desk);
  const { envelope, text } = await requireSecret(desk, name);
  const from = envelope.version;
  requireSeen("version", `Secret ${name}`, options.version, from);
  const lower = lowerCase(hosts);
  const request = { name, record: envelope.record, minVersion: 1, version: from + 1, hosts: lower };
  const record = (await desk.core()).reseal(request);
  return writeSecret(desk, changeOf("secret.bind", name, from, options), text, { hosts: lower, record });
}

async function deleteSecret(desk: Desk, name: string, options: DeleteSecretOptions): Promise<boolean> {
  check(secretName, name, "name");
  check(deleteOptions, options);
  const before = await findSecret(desk, name);
  if (!before) return false;
  const from = before.envelope.version;
  requireSeen("version", `Secret ${name}`, options.version, from);
  if (!options.force) requireUnused(name, await usersOf(desk, name));
  const deleted = changeOf("secret.delete", name, from, options);
  const change = options.force ? { ...deleted, override: true as const } : deleted;
  await writeSecret(desk, change, before.text, { hosts: [], record: null });
  return true;
}

async function usersOf(desk: Desk, name: string): Promise<SecretUsers> {
  check(secretName, name, "name");
  return (await usersOfSecrets(desk))(name);
}

/** The hosts of the secret before, as they are sealed: what stands beside the seal anybody may have written. */
async function knownHosts(desk: Desk, name: string, before: SecretEnvelope | undefined): Promise<readonly string[]> {
  const record = before?.record;
  if (!record) return [];
  try {
    return ((await desk.core()).reseal({ name, record, minVersion: 1 }).hosts as string[] | undefined) ?? [];
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    throw invalid("options.hosts", `must be given, empty for none: those of before cannot be read (${error.message})`);
  }
}

function requireUnused(name: string, { scripts, pipelines }: SecretUsers): void {
  const users = [
    ...scripts.map((id) => ({ id, uses: `Script ${id} names` })),
    ...pipelines.map((id) => ({ id, uses: `What is published for ${id} names` })),
  ];
  if (users.length > 0) throw stillInUse(`secret ${name}`, users);
}

async function writeSecret(
  desk: Desk,
  change: Change & { readonly from: number },
  before: string | null,
  content: Pick<SecretEnvelope, "hosts" | "record">,
): Promise<SecretSummary> {
  const { records, actor } = desk;
  const name = change.target.slice("secret:".length);
  const envelope = { version: change.from + 1, updatedAt: desk.now(), updatedBy: actor, ...content };
  await audited(desk, change, () => replaceRecord(desk, records.key("secret", name), before, envelope));
  return summaryOf(name, envelope);
}

function changeOf(
  action: "secret.set" | "secret.bind" | "secret.delete",
  name: string,
  from: number,
  { note }: SecretOptions,
): Change & { readonly from: number } {
  return { action, target: `secret:${name}`, from, to: from + 1, ...(note !== undefined && { note }) };
}

/** Whoever saw no secret saw a deleted one. */
function seenVersion(before: SecretEnvelope | undefined, { version }: SecretOptions): number | undefined {
  return before?.record === null && version === 0 ? before.version : version;
}

async function requireSecret(desk: Desk, name: string): Promise<Present> {
  const found = await findSecret(desk, name);
  if (!found) throw notFound("name", `is no secret: ${name}`);
  return found;
}
