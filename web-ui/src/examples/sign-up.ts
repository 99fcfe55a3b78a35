import type { Example } from "./example.ts";
import crmContact from "./lua/crm_contact.lua?raw";
import disposableDomain from "./lua/disposable_domain.lua?raw";
import disposableEmail from "./lua/disposable_email.lua?raw";
import geoRisk from "./lua/geo_risk.lua?raw";
import normalizeEmail from "./lua/normalize_email.lua?raw";
import riskVerdict from "./lua/risk_verdict.lua?raw";
import welcomeMail from "./lua/welcome_mail.lua?raw";

const request = { ip: "203.0.113.77", country: "NL", userAgent: "Firefox" };

export const throwAwayEmail: Example = {
  id: "throw-away-email",
  title: "Refuse throw-away e-mail",
  shows: "match, deny with a code",
  trigger: "before_signup",
  layers: [["disposable_email"]],
  scripts: [{ id: "disposable_email", name: "Disposable e-mail", code: disposableEmail }],
  mocks: [],
  secrets: [],
  samples: [
    { name: "Permanent address", context: { email: "mara@proton.example", name: "Mara", request } },
    { name: "Throw-away address", context: { email: "x91@Mailinator.com", request } },
    { name: "Another throw-away", context: { email: "me@tempbox.example", request } },
  ],
};

export const signUpRisk: Example = {
  id: "sign-up-risk",
  title: "Score a sign-up in a diamond",
  shows: "two lookups at once, then a verdict",
  trigger: "before_signup",
  layers: [["normalize_email"], ["disposable_domain", "geo_risk"], ["risk_verdict"]],
  onError: "block",
  scripts: [
    { id: "normalize_email", name: "Normalize e-mail", code: normalizeEmail },
    { id: "disposable_domain", name: "Disposable domain", code: disposableDomain },
    { id: "geo_risk", name: "Geo risk", code: geoRisk },
    { id: "risk_verdict", name: "Risk verdict", code: riskVerdict },
  ],
  mocks: [
    { url: "https://lists.example.com/v1/domains/tor.example", json: { disposable: true }, latencyMs: 12 },
    { url: "https://lists.example.com/v1/domains/*", json: { disposable: false }, latencyMs: 16 },
    { method: "POST", url: "https://geo.example.com/v2/lookup", json: { score: 55, country: "NL" }, latencyMs: 44 },
  ],
  secrets: [{ name: "GEO_KEY", value: "geo-key-for-the-playground", hosts: ["geo.example.com"] }],
  samples: [
    { name: "Residential", context: { email: "Mara+news@proton.example", name: "Mara", request } },
    { name: "Tor exit", context: { email: "m@tor.example", name: "M", request: { ...request, country: "T1" } } },
    { name: "No address known", context: { email: "mara@proton.example" } },
  ],
};

export const welcome: Example = {
  id: "welcome",
  title: "Welcome mail and customer list",
  shows: "a bound secret, two services side by side",
  trigger: "after_signup",
  layers: [["welcome_mail", "crm_contact"]],
  scripts: [
    { id: "welcome_mail", name: "Welcome mail", code: welcomeMail },
    { id: "crm_contact", name: "CRM contact", code: crmContact },
  ],
  mocks: [
    { method: "POST", url: "https://mail.example.com/v3/send", status: 202, json: { queued: true }, latencyMs: 31 },
    { method: "POST", url: "https://crm.example.com/contacts", status: 201, json: { id: "c_9" }, latencyMs: 18 },
  ],
  secrets: [{ name: "MAIL_KEY", value: "mail-key-for-the-playground", hosts: ["mail.example.com"] }],
  samples: [
    { name: "New user", context: { user: { id: "u_204", email: "mara@proton.example", name: "Mara" }, request } },
    { name: "Without a name", context: { user: { id: "u_205", email: "lin@acme.example" } } },
  ],
};
