import { expect, test } from "vitest";

import { plainSecretsOf, secretsAsked, settingsAsked, trialSecrets } from "../../../web-ui/src/trial/trial-secrets.ts";

const codes = [
  `local k = helpers.secret("GEO_KEY")\nlocal l = helpers . secret 'MAIL_KEY'`,
  `helpers.secret("GEO_KEY") helpers.secret(name) helpers.env("PLAN")`,
];

test("the secrets and settings that scripts write out are found once each", () => {
  expect(secretsAsked(codes)).toEqual(["GEO_KEY", "MAIL_KEY"]);
  expect(settingsAsked(codes)).toEqual(["PLAN"]);
});

test("a stored secret is tried with a stand-in bound as it is, and one that is not stored is not there", () => {
  const secrets = trialSecrets(codes, [{ name: "GEO_KEY", hosts: ["geo.example"] }], {});
  expect(secrets.map(({ choice }) => choice.kind)).toEqual(["stand-in", "absent"]);
  expect(plainSecretsOf(secrets)).toEqual({ GEO_KEY: { value: "stand-in-for-GEO_KEY", hosts: ["geo.example"] } });
});

test("what somebody chose goes before that", () => {
  const stored = [{ name: "GEO_KEY", hosts: [] }];
  const choices = { GEO_KEY: { kind: "absent" }, MAIL_KEY: { kind: "value", value: "typed-by-hand" } } as const;
  expect(plainSecretsOf(trialSecrets(codes, stored, choices))).toEqual({ MAIL_KEY: "typed-by-hand" });
});
