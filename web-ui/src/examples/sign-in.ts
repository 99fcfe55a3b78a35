import type { Example } from "./example.ts";
import auditSignin from "./lua/audit_signin.lua?raw";
import bannedNetwork from "./lua/banned_network.lua?raw";
import endless from "./lua/endless.lua?raw";
import featureClaims from "./lua/feature_claims.lua?raw";
import lockout from "./lua/lockout.lua?raw";
import planClaims from "./lua/plan_claims.lua?raw";
import roleClaims from "./lua/role_claims.lua?raw";

const user = { id: "u_204", email: "mara@proton.example", name: "Mara", role: "editor" };
const session = { id: "s_77", userId: "u_204" };

export const lockOut: Example = {
  id: "lock-out",
  title: "Lock out after failures",
  shows: "rateLimit, a network ban before it",
  trigger: "before_signin",
  layers: [["banned_network"], ["lockout"]],
  onError: "block",
  scripts: [
    { id: "banned_network", name: "Banned network", code: bannedNetwork },
    { id: "lockout", name: "Lock-out", code: lockout },
  ],
  mocks: [],
  secrets: [],
  samples: [
    { name: "First attempt", context: { email: "mara@proton.example", request: { ip: "203.0.113.77" } } },
    { name: "Banned network", context: { email: "mallory@spam.example", request: { ip: "198.51.100.9" } } },
  ],
};

export const auditSignIn: Example = {
  id: "audit-sign-in",
  title: "Audit sign-ins with a signed webhook",
  shows: "secret, hmac, fetch after the response",
  trigger: "after_signin",
  layers: [["audit_signin"]],
  scripts: [{ id: "audit_signin", name: "Audit sign-in", code: auditSignin }],
  mocks: [
    { method: "POST", url: "https://audit.example.com/events", status: 202, json: { id: "evt_51" }, latencyMs: 27 },
  ],
  secrets: [{ name: "AUDIT_KEY", value: "audit-key-for-the-playground", hosts: ["audit.example.com"] }],
  samples: [{ name: "Sign-in", context: { user, session } }],
};

export const tokenClaims: Example = {
  id: "token-claims",
  title: "Add plan and roles to a token",
  shows: "data becomes claims; parallel sources",
  trigger: "token_build",
  layers: [["role_claims", "plan_claims"], ["feature_claims"]],
  onError: "block",
  scripts: [
    { id: "role_claims", name: "Role claims", code: roleClaims },
    { id: "plan_claims", name: "Plan claims", code: planClaims },
    { id: "feature_claims", name: "Feature claims", code: featureClaims },
  ],
  mocks: [{ url: "https://billing.example.com/customers/*", json: { plan: "pro", seats: 12 }, latencyMs: 22 }],
  secrets: [],
  samples: [
    { name: "Editor on pro", context: { user, token: { sub: "u_204" } } },
    { name: "Administrator", context: { user: { ...user, role: "admin" }, token: { sub: "u_204" } } },
    { name: "Suspended", context: { user: { ...user, role: "suspended" }, token: { sub: "u_204" } } },
    { name: "A client's own token", context: { token: { sub: "client_3" } } },
  ],
};

export const endlessLoop: Example = {
  id: "endless-loop",
  title: "A script that never ends",
  shows: "instruction limit, on error allow",
  trigger: "before_signout",
  layers: [["endless"]],
  onError: "allow",
  scripts: [{ id: "endless", name: "Endless", code: endless }],
  mocks: [],
  secrets: [],
  samples: [{ name: "Sign-out", context: { user, session } }],
};
