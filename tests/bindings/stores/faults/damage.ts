import { outcomeOf, sample, trigger, view, type Deployment } from "./deployment.ts";

/** What is served although a record is there in half; undefined: nothing. */
type Expect = (deployment: Deployment) => Promise<string | undefined>;

const kinds: Readonly<Record<string, Expect>> = {
  [`pointer:${trigger}`]: denies,
  plan: denies,
  "script:a": ({ control }) => refuses(control.scripts.get("a")),
  "sv:a:0000000001": ({ control }) => refuses(control.scripts.version("a", 1)),
  [`draft:${trigger}`]: ({ control }) => refuses(control.pipelines.draft(trigger)),
  [`pv:${trigger}:0000000002`]: ({ control }) => refuses(control.pipelines.versions(trigger)),
  "secret:KEY": async (deployment) => (await refuses(deployment.control.secrets.list())) ?? denies(deployment),
};

/**
 * Cuts a record of each kind in half, as a write that tore would have left it, and puts it back. Answers what was served
 * of it all the same, and what did not come back. A store that refuses to keep half a record has nothing to serve.
 */
export async function damageFaults(deployment: Deployment): Promise<string[]> {
  const { store, namespace } = deployment;
  const before = JSON.stringify(await view(deployment));
  const faults: string[] = [];
  for (const [name, served] of Object.entries(kinds)) {
    const key = name === "plan" ? await planKey(deployment) : `${namespace}:${name}`;
    const text = (await store.get(key)) ?? "";
    const warm = await deployment.engine();
    await warm.run(trigger, sample);
    const isKept = await store.put(key, text.slice(0, text.length / 2)).then(
      () => true,
      () => false,
    );
    const fault = isKept ? await served(deployment) : undefined;
    if (fault !== undefined) faults.push(`${name}: ${fault}`);
    if (name !== "secret:KEY" && !(await outcomeOf(warm)).allowed) faults.push(`${name}: what was known is forgotten`);
    await store.put(key, text);
  }
  if (JSON.stringify(await view(deployment)) !== before) faults.push("not everything is as before");
  return faults;
}

async function planKey({ store, namespace }: Deployment): Promise<string> {
  const { planHash } = JSON.parse((await store.get(`${namespace}:pointer:${trigger}`)) ?? "{}") as { planHash: string };
  return `${namespace}:plan:${planHash}`;
}

/** By an engine that has seen nothing before. */
async function denies(deployment: Deployment): Promise<string | undefined> {
  const outcome = await outcomeOf(await deployment.engine());
  return outcome.allowed ? `is served: ${JSON.stringify(outcome)}` : undefined;
}

async function refuses(call: Promise<unknown>): Promise<string | undefined> {
  return call.then(
    (answer) => `is answered as ${JSON.stringify(answer)}`,
    (error: { code?: string }) => (error.code === "store_unavailable" ? undefined : `is refused as ${String(error)}`),
  );
}
