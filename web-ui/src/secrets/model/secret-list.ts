import type { AuditEntry, SecretListing } from "sluice";

export type SecretUse = "all" | "used" | "unused";

/** The secrets that fit what is looked for: a part of the name, of a host or of a script's id. */
export function findSecrets(secrets: readonly SecretListing[], text: string, use: SecretUse): SecretListing[] {
  const wanted = text.trim().toLowerCase();
  return secrets.filter((secret) => {
    const { name, hosts, users } = secret;
    const words = [name, ...hosts, ...users.scripts, ...users.pipelines];
    const fits = wanted === "" || words.some((word) => word.toLowerCase().includes(wanted));
    return fits && (use === "all" || isUsed(secret) === (use === "used"));
  });
}

export function isUsed({ users }: Pick<SecretListing, "users">): boolean {
  return users.scripts.length > 0 || users.pipelines.length > 0;
}

/** Any script that names it can read it and send it anywhere. */
export function isUnbound({ hosts }: Pick<SecretListing, "hosts">): boolean {
  return hosts.length === 0;
}

/**
 * The key that new values are sealed under, as far as the list tells: that of the secret which was changed last. Only
 * ever sealed under the first key, it shows which one that was.
 */
export function currentKey(secrets: readonly Pick<SecretListing, "kid" | "updatedAt">[]): string | undefined {
  const newest = secrets.reduce<Pick<SecretListing, "kid" | "updatedAt"> | undefined>(
    (last, secret) => (last && last.updatedAt >= secret.updatedAt ? last : secret),
    undefined,
  );
  return newest?.kid;
}

/** How many secrets an older key is still needed for. */
export function underOlderKeys(secrets: readonly SecretListing[]): number {
  const current = currentKey(secrets);
  return secrets.filter(({ kid }) => kid !== current).length;
}

/** A change of a secret in words; undefined for what is none. */
export function changeText({ action, from, failed }: AuditEntry): string | undefined {
  const what = {
    "secret.set": from === 0 ? "Created" : "Rotated",
    "secret.bind": "Hosts changed",
    "secret.delete": "Deleted",
  }[action as string];
  return what === undefined || failed === undefined ? what : `${what}, which failed (${failed})`;
}
