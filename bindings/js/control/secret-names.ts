import { readSecret } from "../secret-records.ts";
import { secretName } from "./arguments.ts";
import type { Desk } from "./desk.ts";

/**
 * What may be names of secrets in a source. A word that stands there for another reason does no harm; a name that a
 * script puts together is not found.
 */
export function secretNamesIn(source: string): Set<string> {
  const words = source.match(/[A-Z][A-Z0-9_]*/g) ?? [];
  return new Set(words.filter((word) => secretName.safeParse(word).success));
}

/**
 * The lowest version of each secret that engines may accept for scripts with these sources; those that are not found
 * in them keep version 1.
 */
export async function minSecretVersions(desk: Desk, sources: readonly string[]): Promise<Record<string, number>> {
  const names = [...new Set(sources.flatMap((source) => [...secretNamesIn(source)]))].sort();
  const found = await Promise.all(names.map(async (name) => [name, await readSecret(desk.records, name)] as const));
  return Object.fromEntries(found.flatMap(([name, secret]) => (secret ? [[name, secret.envelope.version]] : [])));
}
