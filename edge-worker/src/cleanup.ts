import type { CleanedUp, Control } from "sluice";

/** What each round deletes is for the store to say; so many rounds fit into one request, or one run of a cron job. */
const maxRounds = 20;

/** Deletes the traces that are older than they are kept. `more`: there were too many of them for one time. */
export async function cleanUpTraces({ traces }: Pick<Control, "traces">): Promise<CleanedUp> {
  let cleaned = await traces.cleanup();
  for (let round = 1; round < maxRounds && cleaned.more; round++) {
    const { deletedTraces, deletedSpans } = cleaned;
    const next = await traces.cleanup();
    cleaned = {
      ...next,
      deletedTraces: deletedTraces + next.deletedTraces,
      deletedSpans: deletedSpans + next.deletedSpans,
    };
  }
  return cleaned;
}
