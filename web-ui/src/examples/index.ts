import type { Example, ExampleSample } from "./example.ts";
import { consent, keyPolicy, redirectAddresses } from "./keys-and-clients.ts";
import { auditSignIn, endlessLoop, lockOut, tokenClaims } from "./sign-in.ts";
import { signUpRisk, throwAwayEmail, welcome } from "./sign-up.ts";

export type { Example, ExampleSample } from "./example.ts";

/** In the order in which somebody new reads them. */
export const examples: readonly Example[] = [
  throwAwayEmail,
  signUpRisk,
  lockOut,
  keyPolicy,
  tokenClaims,
  auditSignIn,
  welcome,
  redirectAddresses,
  consent,
  endlessLoop,
];

/** Contexts that examples have for a trigger. */
export function samplesOf(trigger: string): ExampleSample[] {
  return examples.filter((example) => example.trigger === trigger).flatMap(({ samples }) => samples);
}
