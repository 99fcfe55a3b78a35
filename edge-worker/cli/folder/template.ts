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
| \`.env\` | secrets for \`sluice run\` (\`SLUICE_SECRET_NAME=value\`) and the token (\`SLUICE_TOKEN\`); never committed |

\`\`\`sh
npx sluice check                 # is everything in order?
npx sluice test                  # do the cases pass?
npx sluice run before_signup     # what happens, in detail
npx sluice dev                   # the same in the browser
npx sluice push                  # to the worker, as drafts
npx sluice publish               # makes them what runs
\`\`\`
`,
  "sluice.json": `${JSON.stringify({ triggers: { before_signup: { sample: { email: "ada@acme.example" } } } }, null, 2)}\n`,
  "scripts/no-throwaway.lua": `-- before_signup: addresses that nobody keeps are turned away.
local throwaway = { ["throwaway.example"] = true }

local domain = context.email:lower():match("@(.+)$")
if throwaway[domain] then
  return { allowed = false, code = "throwaway", error = "Please use a lasting address." }
end
`,
  "scripts/no-throwaway.json": `${JSON.stringify({ name: "No throw-away addresses" }, null, 2)}\n`,
  "pipelines/before_signup.json": `${JSON.stringify({ trigger: "before_signup", onError: "block", layers: [["no-throwaway"]] }, null, 2)}\n`,
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

/** What must never be committed. */
export const ignored = [".env", ".sluice/"];
