import type { FetchMock } from "sluice";

import type { PlaygroundWorkspace } from "../data/local/workspace.ts";
import type { Example } from "../examples/example.ts";

/**
 * Puts an example into the playground and publishes it: scripts as new versions where they differ, the draft of its
 * trigger, mocks in front of those that are there, and secrets that are not there yet. What else there is stays.
 */
export async function loadExample(workspace: PlaygroundWorkspace, example: Example): Promise<void> {
  const { control, mocks } = workspace;
  const { trigger, layers, onError, samples } = example;
  for (const { id, name, code } of example.scripts) {
    const known = await control.scripts.get(id);
    if (known?.code !== code) await control.scripts.save({ id, name, code }, { note: `Example: ${example.title}` });
  }
  const there = new Set((await control.secrets.list()).map(({ name }) => name));
  for (const { name, value, hosts } of example.secrets) {
    if (!there.has(name)) await control.secrets.set(name, value, { hosts });
  }
  await mocks.save(withMocks(await mocks.list(), example.mocks));
  const note = `Example: ${example.title}`;
  await control.pipelines.saveDraft({ trigger, layers, ...(onError && { onError }) }, { note });
  const [{ context: sample }] = samples;
  // An example of failing would be refused otherwise: a sample has to end well.
  const allowing = onError === "allow" ? { override: true } : { sample };
  // What cases were kept for another pipeline is no reason to refuse this one.
  const forced = { ...allowing, allowFailingCases: true };
  await control.pipelines.publish(trigger, { ...forced, note, mocks: { fetch: example.mocks }, secrets: "stored" });
}

/** The mocks of an example first, then those that answer something else. */
export function withMocks(known: readonly FetchMock[], added: readonly FetchMock[]): FetchMock[] {
  const isAdded = ({ url, method }: FetchMock): boolean => {
    return added.some((mock) => mock.url === url && (mock.method ?? "") === (method ?? ""));
  };
  return [...added, ...known.filter((mock) => !isAdded(mock))];
}
