import { SluiceError } from "../errors.ts";
import { parseJson } from "../json.ts";
import type { Plan } from "../plan.ts";
import { readPointer } from "../pointer-records.ts";
import { readPlanJson } from "../stored-plan.ts";
import type { SecretUsers } from "./api-secrets.ts";
import { scriptIds } from "./compiling.ts";
import type { Desk, User } from "./desk.ts";
import { allDrafts } from "./drafts.ts";
import { secretNamesIn } from "./secret-names.ts";
import { allScripts } from "./stored-scripts.ts";

/** Triggers whose draft or published plan names a script. */
export async function usersOfScript(desk: Desk, script: string): Promise<User[]> {
  const users: User[] = [];
  for await (const { pipeline } of allDrafts(desk)) {
    const { trigger } = pipeline;
    if (scriptIds(pipeline).has(script)) users.push({ id: trigger, uses: `The draft of ${trigger} names` });
  }
  for await (const { trigger, layers } of publishedPlans(desk)) {
    const names = layers.flat().some(({ id }) => id === script);
    if (names) users.push({ id: trigger, uses: `What is published for ${trigger} names` });
  }
  return users;
}

/** Who mentions which secret, as far as sources tell. */
export async function usersOfSecrets(desk: Desk): Promise<(name: string) => SecretUsers> {
  const scripts = new Map<string, Set<string>>();
  const pipelines = new Map<string, Set<string>>();
  for await (const { id, code } of allScripts(desk)) scripts.set(id, secretNamesIn(code));
  for await (const { trigger, layers } of publishedPlans(desk)) {
    const codes = layers.flat().map(({ code = "" }) => code);
    pipelines.set(trigger, new Set(codes.flatMap((code) => [...secretNamesIn(code)])));
  }
  const naming = (users: ReadonlyMap<string, ReadonlySet<string>>, name: string): string[] => {
    return [...users].flatMap(([id, names]) => (names.has(name) ? [id] : []));
  };
  return (name) => ({ scripts: naming(scripts, name), pipelines: naming(pipelines, name) });
}

/** The lowest version of each secret that some published plan accepts at most: what is older is of no use to it. */
export async function wantedSecretVersions(desk: Desk): Promise<ReadonlyMap<string, number>> {
  const wanted = new Map<string, number>();
  for await (const { secrets = {} } of publishedPlans(desk)) {
    for (const [name, version] of Object.entries(secrets)) {
      wanted.set(name, Math.max(version, wanted.get(name) ?? 1));
    }
  }
  return wanted;
}

/**
 * What triggers run, or would if they were not switched off. Rejects with `store_unavailable` when a plan is not there:
 * nobody could tell what it uses.
 */
async function* publishedPlans({ records }: Desk): AsyncGenerator<Plan> {
  const prefix = records.key("pointer", "");
  for await (const name of records.names(prefix)) {
    const hash = (await readPointer(records, name.slice(prefix.length)))?.pointer?.planHash;
    if (hash === undefined || hash === "") continue;
    const json = await readPlanJson(records, hash);
    const plan = json === null ? undefined : parseJson(json);
    if (!plan) throw new SluiceError("store_unavailable", `plan ${hash} is not in the store`);
    yield plan as Plan;
  }
}
