import { createEngine, hooks, mockedFetch, type FetchMock, type JsonObject, type PlainSecret } from "sluice";
import { dryRunMocks } from "sluice/forms";

import { exitCodes, Fault, textOf, textsOf, UsageFault, type Call, type Command } from "../command.ts";
import { planFor, readFolder, scriptOf, type Folder } from "../folder/folder.ts";
import { folderHelp, folderOption, rootOf } from "../folder/option.ts";
import { environmentOf, secretValuesOf, variablesOf } from "../folder/settings.ts";
import { formFault, jsonObjectOf, jsonOf, textOfFile } from "../json-input.ts";
import { readAll } from "../terminal/ask.ts";
import { outcomeLines, waterfall } from "../terminal/waterfall.ts";

export const command: Command = {
  help: `Usage: sluice run <trigger> [options]

Runs the folder's pipeline of a trigger once, in the engine, and shows the outcome and a waterfall. Nothing is fetched
but with --live: services answer as mocks say. Ends with 1 when the trigger is denied or a script fails.

${folderHelp}
  --context FILE       the context, JSON; - reads standard input (default: sample of the trigger in sluice.json)
  --mocks FILE         what services answer: a JSON array of mocks, or {"fetch": [mocks]}
  --live               sends requests that no mock answers
  --secret NAME        a secret, from the environment variable or .env line SLUICE_SECRET_NAME; all of those are there
                       without this option, too. NAME=VALUE works, and is seen by whoever lists processes
  --script ID          runs one script alone
  --user ID            the user's id
  --ip ADDRESS         the address of the request
  --json               prints outcome and trace as JSON

Scripts read settings (helpers.env) from SLUICE_ENV_NAME.

Examples:
  sluice run before_signup
  echo '{"email": "ada@acme.example"}' | sluice run before_signup --context -
  sluice run token_build --context user.json --script claims --json`,
  options: {
    ...folderOption,
    context: { type: "string" },
    mocks: { type: "string" },
    live: { type: "boolean" },
    secret: { type: "string", multiple: true },
    script: { type: "string" },
    user: { type: "string" },
    ip: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: [1, 1],
  run,
};

async function run(call: Call): Promise<number> {
  const { values, positionals, terminal } = call;
  const [trigger = ""] = positionals;
  const folder = readFolder(rootOf(call));
  const defaults = folder.settings.triggers?.[trigger] ?? {};
  const plan = await planOfCall(folder, trigger, textOf(values, "script"));
  const context = await contextOf(call, defaults.sample as JsonObject | undefined);
  const env = environmentOf(folder.root, terminal.env);
  const engine = await createEngine({ env: variablesOf(env, "SLUICE_ENV_"), onError: () => undefined });
  const [userId, requestIp] = [textOf(values, "user") ?? defaults.userId, textOf(values, "ip") ?? defaults.requestIp];
  const fetching = fetchOf(call, readMocks(call));
  const { outcome, trace } = await engine.execute(plan, context, {
    ...(userId !== undefined && { userId }),
    ...(requestIp !== undefined && { requestIp }),
    ...(fetching && { fetch: fetching }),
    secrets: secretsOf(call, env),
  });
  if (values.json) terminal.print(JSON.stringify({ outcome, trace }, null, 2));
  else
    for (const line of [...outcomeLines(outcome, terminal), ...(trace ? waterfall(trace, terminal) : [])])
      terminal.print(line);
  const failed =
    !outcome.allowed || trace?.spans.some(({ parentId, status }) => parentId === undefined && status === "error");
  return failed ? exitCodes.failed : exitCodes.ok;
}

/** One script alone keeps the mode of its trigger. */
async function planOfCall(folder: Folder, trigger: string, script: string | undefined) {
  if (script === undefined) return planFor(folder, trigger);
  const found = scriptOf(folder, script);
  if (!found) throw new Fault(`there is no scripts/${script}.lua`);
  const known = hooks.some(({ name }) => name === trigger);
  return { trigger, ...(known ? {} : { mode: "blocking" as const }), layers: [[{ id: script, ...found }]] };
}

async function contextOf({ values, terminal }: Call, sample: JsonObject | undefined): Promise<JsonObject> {
  const path = textOf(values, "context");
  if (path === undefined) {
    if (sample) return sample;
    throw new UsageFault("run needs a context: give --context FILE, or a sample of the trigger in sluice.json");
  }
  if (path.trimStart().startsWith("{")) throw new UsageFault("--context takes a file: pipe JSON in, with --context -");
  if (path === "-") return jsonObjectOf(await readAll(terminal.stdin), "standard input");
  return jsonObjectOf(textOfFile(terminal, path), path);
}

function readMocks({ values, terminal }: Call): readonly FetchMock[] {
  const path = textOf(values, "mocks");
  if (path === undefined) return [];
  const value = jsonOf(textOfFile(terminal, path), path);
  const mocks = dryRunMocks.safeParse(Array.isArray(value) ? { fetch: value } : value);
  if (mocks.success) return (mocks.data.fetch ?? []) as readonly FetchMock[];
  throw formFault(path, mocks.error.issues[0]);
}

/** Undefined: the platform's own. */
function fetchOf({ values }: Call, mocks: readonly FetchMock[]) {
  if (!values.live) return mockedFetch(mocks);
  if (mocks.length > 0) throw new UsageFault("--live and --mocks exclude each other");
  return undefined;
}

function secretsOf(
  { values, terminal }: Call,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, PlainSecret> {
  const secrets: Record<string, PlainSecret> = secretValuesOf(env);
  for (const text of textsOf(values, "secret")) {
    const [name = "", value] = splitOnce(text, "=");
    if (value !== undefined) {
      terminal.warn(`sluice: whoever lists processes sees the value of ${name}: better set SLUICE_SECRET_${name}`);
      secrets[name] = value;
    } else if (secrets[name] === undefined) {
      throw new Fault(`there is no SLUICE_SECRET_${name} in the environment or in .env`);
    }
  }
  return secrets;
}

function splitOnce(text: string, by: string): [string, string?] {
  const at = text.indexOf(by);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + by.length)];
}
