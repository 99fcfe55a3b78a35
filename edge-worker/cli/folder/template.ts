import { randomBytes } from "node:crypto";

const settings = {
  server: "http://127.0.0.1:8787",
  triggers: { before_signup: { sample: { email: "ada@acme.example" } } },
};
const pipeline = { trigger: "before_signup", onError: "block", layers: [["no-throwaway"]] };

/** What `sluice init` writes, texts by path. Its cases pass. */
export const template: Readonly<Record<string, string>> = {
  "README.md": `# Policies

What runs at the decisive moments of the login, as scripts and pipelines for Sluice.

| | |
| --- | --- |
| \`scripts/<id>.lua\` | a script; \`scripts/<id>.json\` beside it has a \`name\` for people |
| \`pipelines/<trigger>.json\` | which scripts a trigger runs, in which layers |
| \`tests/<name>.cases.json\` | what has to come of it: contexts, what services answer, outcomes |
| \`sluice.json\` | the worker (\`server\`), and for each trigger a \`sample\` context that has to be allowed |
| \`.env\` | token and key of a worker on this machine, and secrets for \`sluice run\` (\`SLUICE_SECRET_NAME=value\`); never committed |

\`\`\`sh
npx sluice check                 # is everything in order?
npx sluice test                  # do the cases pass?
npx sluice run before_signup     # what happens, in detail
npx sluice dev                   # the same in the browser
npx sluice serve --env .env      # a worker, and the web UI
npx sluice push                  # to the worker, as drafts
npx sluice publish               # makes them what runs
\`\`\`
`,
  "sluice.json": `${JSON.stringify(settings, null, 2)}\n`,
  "scripts/no-throwaway.lua": `-- before_signup: addresses that nobody keeps are turned away.
local throwaway = { ["throwaway.example"] = true }

local domain = context.email:lower():match("@(.+)$")
if throwaway[domain] then
  return { allowed = false, code = "throwaway", error = "Please use a lasting address." }
end
`,
  "scripts/no-throwaway.json": `${JSON.stringify({ name: "No throw-away addresses" }, null, 2)}\n`,
  "pipelines/before_signup.json": `${JSON.stringify(pipeline, null, 2)}\n`,
  "tests/before_signup.cases.json": `{
  "trigger": "before_signup",
  "cases": [
    {
      "name": "lets a lasting address in",
      "context": { "email": "ada@acme.example" },
      "expect": { "outcome": { "allowed": true } }
    },
    {
      "name": "turns a throw-away address away",
      "context": { "email": "eve@throwaway.example" },
      "expect": { "outcome": { "allowed": false, "code": "throwaway" } }
    }
  ]
}
`,
};

/**
 * The `.env` of a new folder: a token and a key for a worker on this machine, drawn anew. `sluice serve --env .env`
 * takes them, and commands find that worker with them.
 */
export function localEnvironment(): string {
  const token = randomBytes(24).toString("base64url");
  return `# Made up by sluice init, for a worker on this machine. Another worker has its own SLUICE_TOKEN.
SLUICE_TOKEN=${token}
SLUICE_ADMIN_TOKEN=${token}
SLUICE_SECRET_KEYS=local:${randomBytes(32).toString("base64")}
`;
}

/** What must never be committed. */
export const ignored = [".env", ".sluice/"];
