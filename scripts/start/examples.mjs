import { mkdirSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { edgeWorker, examples } from "./paths.mjs";
import { wranglerEnvironment } from "./wrangler-environment.mjs";

/**
 * Publishes examples/pipelines into the worker's local store, each once it has allowed its context of examples/samples,
 * unless that was done before under the same key. What an interrupted run has left is published again.
 */
export async function publishExamples({ stateFolder, secretsFile }, { keys }) {
  const stamp = join(stateFolder, "examples-in-database");
  const signedWith = `${keys[0].id}\n`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === signedWith) return;

  Object.assign(process.env, wranglerEnvironment(stateFolder), { WRANGLER_LOG: "warn" });
  const { getPlatformProxy } = await import("wrangler");
  const { createControl } = await import("sluice");
  const { d1Store } = await import("sluice/stores/d1");
  const local = await getPlatformProxy({
    configPath: join(edgeWorker, "wrangler.jsonc"),
    envFiles: [secretsFile],
    persist: { path: join(stateFolder, "v3") },
    remoteBindings: false,
  });
  try {
    const store = d1Store(local.env.SLUICE_DB);
    await publishAll(createControl({ store, secretKeys: keys, actor: "npm start" }));
  } finally {
    await local.dispose();
  }
  mkdirSync(stateFolder, { recursive: true });
  writeFileSync(stamp, signedWith);
}

async function publishAll(control) {
  const note = "from examples/";
  for (const file of filesOf("hooks", ".lua")) {
    await control.scripts.save({ id: file.name, code: file.text }, { note });
  }
  const samples = new Map(filesOf("samples", ".json").map(({ name, text }) => [name, JSON.parse(text)]));
  for (const file of filesOf("pipelines", ".json")) {
    const sample = samples.get(file.name);
    const { trigger } = await control.pipelines.publish(JSON.parse(file.text), { note, sample });
    console.log(`Published the example pipeline of ${trigger}`);
  }
}

function filesOf(folder, extension) {
  return readdirSync(join(examples, folder))
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => ({
      name: name.slice(0, -extension.length),
      text: readFileSync(join(examples, folder, name), "utf8"),
    }));
}
