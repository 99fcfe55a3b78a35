import type { Control, PipelineVersion } from "sluice";

/** A version of what a trigger runs or ran; undefined where there is none of that number. */
export async function findVersion(
  { pipelines }: Control,
  trigger: string,
  number: number,
): Promise<PipelineVersion | undefined> {
  let cursor: string | undefined;
  do {
    const page = await pipelines.versions(trigger, cursor === undefined ? {} : { cursor });
    const found = page.items.find(({ version }) => version === number);
    if (found) return found;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return undefined;
}
