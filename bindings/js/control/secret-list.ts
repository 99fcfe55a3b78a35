import type { JsonObject } from "../json.ts";
import { readSecret, type SecretEnvelope } from "../secret-records.ts";
import type { SecretListing, SecretSummary } from "./api-secrets.ts";
import type { Desk } from "./desk.ts";
import { isUnreadable } from "./rewrap.ts";
import { usersOfSecrets, wantedSecretVersions } from "./users.ts";

/** A secret that is there: not deleted. */
export interface Present {
  readonly envelope: SecretEnvelope & { readonly record: JsonObject };
  readonly text: string;
}

/** Names of the secrets there are. */
export async function* secretNames({ records }: Desk): AsyncGenerator<string> {
  const prefix = records.key("secret", "");
  for await (const key of records.names(prefix)) {
    const name = key.slice(prefix.length);
    if ((await readSecret(records, name))?.envelope.record) yield name;
  }
}

export async function listSecrets(desk: Desk): Promise<SecretListing[]> {
  const [users, wanted] = await Promise.all([usersOfSecrets(desk), wantedSecretVersions(desk)]);
  const secrets: SecretListing[] = [];
  for await (const name of secretNames(desk)) {
    const found = await findSecret(desk, name);
    if (!found) continue;
    const { envelope } = found;
    const fault = await faultOf(desk, name, envelope, wanted.get(name) ?? 1);
    const state = fault === undefined ? ({ state: "ok" } as const) : ({ state: "unreadable", fault } as const);
    secrets.push({ ...summaryOf(name, envelope), ...state, users: users(name) });
  }
  return secrets;
}

export async function findSecret(desk: Desk, name: string): Promise<Present | null> {
  const found = await readSecret(desk.records, name);
  const record = found?.envelope.record;
  return found && record ? { text: found.text, envelope: { ...found.envelope, record } } : null;
}

export function summaryOf(name: string, envelope: SecretEnvelope): SecretSummary {
  const { version, hosts, updatedAt, updatedBy, record } = envelope;
  return { name, version, hosts, kid: String(record?.kid), updatedAt, updatedBy };
}

/**
 * Why scripts do not get the secret. The envelope is only believed where it says what is sealed: it is what lists show,
 * and whoever can write to the store can write it.
 */
async function faultOf(
  desk: Desk,
  name: string,
  { version, hosts, record }: Present["envelope"],
  minVersion: number,
): Promise<string | undefined> {
  if (record.version !== version) return "the sealed version is not the one the record says";
  if (JSON.stringify(record.hosts) !== JSON.stringify(hosts)) return "the sealed hosts are not those the record says";
  try {
    (await desk.core()).reseal({ name, record, minVersion });
    return undefined;
  } catch (error) {
    if (isUnreadable(error)) return error.message;
    throw error;
  }
}
