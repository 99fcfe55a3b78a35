import type { PlainSecret } from "sluice";

import { standInFor } from "../data/case-files.ts";

/** What scripts find under the name of a secret when they are tried: never the stored value. */
export type SecretChoice =
  { readonly kind: "stand-in" } | { readonly kind: "value"; readonly value: string } | { readonly kind: "absent" };

/** A secret that the tried scripts ask for. */
export interface TrialSecret {
  readonly name: string;
  /** Those it is bound to; empty: scripts read its value. */
  readonly hosts: readonly string[];
  readonly choice: SecretChoice;
}

/** What was chosen, by name. */
export type SecretChoices = Readonly<Record<string, SecretChoice>>;

interface StoredSecret {
  readonly name: string;
  readonly hosts: readonly string[];
}

const askedSetting = /\bhelpers\s*\.\s*env\s*\(?\s*(["'])([A-Za-z_][A-Za-z0-9_]{0,63})\1/g;
const askedSecret = /\bhelpers\s*\.\s*secret\s*\(?\s*(["'])([A-Z][A-Z0-9_]{0,63})\1/g;

/** Names of the secrets that scripts write out, sorted. */
export function secretsAsked(codes: readonly string[]): string[] {
  return namesIn(codes, askedSecret);
}

/** The same of the settings that `helpers.env` is asked for. */
export function settingsAsked(codes: readonly string[]): string[] {
  return namesIn(codes, askedSetting);
}

function namesIn(codes: readonly string[], form: RegExp): string[] {
  const names = codes.flatMap((code) => [...code.matchAll(form)].map(([, , name = ""]) => name));
  return [...new Set(names)].sort();
}

/** What each of them finds: what was chosen, or a stand-in for what is stored, bound as that is. */
export function trialSecrets(
  codes: readonly string[],
  stored: readonly StoredSecret[],
  choices: SecretChoices,
): TrialSecret[] {
  return secretsAsked(codes).map((name) => {
    const known = stored.find((secret) => secret.name === name);
    const choice = choices[name] ?? { kind: known ? "stand-in" : "absent" };
    return { name, hosts: known?.hosts ?? [], choice };
  });
}

/** As the engine takes them. */
export function plainSecretsOf(secrets: readonly TrialSecret[]): Record<string, PlainSecret> {
  const found = secrets.filter(({ choice }) => choice.kind !== "absent");
  return Object.fromEntries(
    found.map(({ name, hosts, choice }) => {
      const value = choice.kind === "value" ? choice.value : standInFor(name);
      return [name, hosts.length > 0 ? { value, hosts } : value] as const;
    }),
  );
}
