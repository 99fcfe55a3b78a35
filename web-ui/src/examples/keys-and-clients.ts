import type { Example } from "./example.ts";
import apikeyName from "./lua/apikey_name.lua?raw";
import apikeyQuota from "./lua/apikey_quota.lua?raw";
import clientName from "./lua/client_name.lua?raw";
import consentAudit from "./lua/consent_audit.lua?raw";
import redirects from "./lua/redirects.lua?raw";

export const keyPolicy: Example = {
  id: "key-policy",
  title: "Limit keys per user",
  shows: "a name policy, then a quota from a fetch",
  trigger: "apikey_before_create",
  layers: [["apikey_name"], ["apikey_quota"]],
  onError: "block",
  scripts: [
    { id: "apikey_name", name: "API key name", code: apikeyName },
    { id: "apikey_quota", name: "API key quota", code: apikeyQuota },
  ],
  mocks: [
    { url: "https://keys.example.com/users/u_10/count", json: { count: 10 }, latencyMs: 9 },
    { url: "https://keys.example.com/users/*", json: { count: 3 }, latencyMs: 9 },
  ],
  secrets: [],
  samples: [
    { name: "Good name", context: { userId: "u_204", name: "ci-deploy", permissions: { reports: ["read"] } } },
    { name: "Poor name", context: { userId: "u_204", name: "My key" } },
    { name: "Too many keys", context: { userId: "u_10", name: "grafana-read" } },
  ],
};

export const redirectAddresses: Example = {
  id: "redirect-addresses",
  title: "Check redirect addresses",
  shows: "loops, patterns, two checks at once",
  trigger: "client_before_register",
  layers: [["redirects", "client_name"]],
  onError: "block",
  scripts: [
    { id: "redirects", name: "Redirect addresses", code: redirects },
    { id: "client_name", name: "Client name", code: clientName },
  ],
  mocks: [],
  secrets: [],
  samples: [
    { name: "Web app", context: { name: "Notes", redirectUris: ["https://notes.example/callback"] } },
    { name: "On this machine", context: { name: "Notes, dev", redirectUris: ["http://localhost:3000/cb"] } },
    { name: "Without https", context: { name: "Notes", redirectUris: ["http://notes.example/callback"] } },
    { name: "Pretends to be ours", context: { name: "ACME support", redirectUris: ["https://a.example/cb"] } },
  ],
};

const user = { id: "u_204", email: "mara@proton.example", role: "editor" };
const client = { clientId: "client_3", name: "Notes", type: "public" };

export const consent: Example = {
  id: "consent",
  title: "Audit consent",
  shows: "log, metrics.count, trace",
  trigger: "client_after_authorize",
  layers: [["consent_audit"]],
  scripts: [{ id: "consent_audit", name: "Consent audit", code: consentAudit }],
  mocks: [],
  secrets: [],
  samples: [
    { name: "Narrow grant", context: { user, client, grant: { scopes: ["openid", "profile"] } } },
    { name: "Wide grant", context: { user, client, grant: { scopes: ["openid", "offline_access", "admin"] } } },
  ],
};
