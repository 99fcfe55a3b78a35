import type { FetchMock, PlainSecret, Replayed } from "sluice";
import type { Case, CaseFile } from "sluice/cases";

import { expectationOf, standInFor } from "../../data/case-files.ts";
import type { Recording } from "../../data/workspace.ts";

/**
 * A recording as a test: its context, what services answered, and how the run ended that is on the screen. Services
 * answer a request in one way only, the first that was recorded; the clock stands still at the beginning.
 */
export function caseOf(name: string, { journal }: Recording, { outcome, trace }: Replayed): Case {
  const { context, userId, requestIp, startedAt, seed } = journal;
  return {
    ...{ name, context },
    ...(userId !== undefined && { userId }),
    ...(requestIp !== undefined && { requestIp }),
    mocks: mocksOf(journal),
    secrets: standInsOf(journal),
    now: startedAt,
    ...{ seed, expect: expectationOf(outcome, trace) },
  };
}

/** A file of it alone: `tests/<name>.cases.json` beside the scripts of a folder. */
export function caseFileOf(name: string, recording: Recording, replayed: Replayed): CaseFile {
  return { trigger: recording.journal.trigger, cases: [caseOf(name, recording, replayed)] };
}

/** "geo-outage.cases.json" for "Geo: outage!". */
export function caseFileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return `${plain === "" ? "recorded" : plain.slice(0, 60)}.cases.json`;
}

function mocksOf({ turns }: Recording["journal"]): FetchMock[] {
  const mocks = new Map<string, FetchMock>();
  for (const { effect, reply } of turns.flatMap(({ answers }) => answers)) {
    const key = effect.kind === "fetch" ? `${effect.method} ${effect.url}` : "";
    if (effect.kind !== "fetch" || mocks.has(key)) continue;
    const { url, method } = effect;
    if (reply.ok && reply.value !== null && "status" in reply.value) {
      const { status, headers, body } = reply.value;
      mocks.set(key, { url, method, status, headers, body });
    } else {
      mocks.set(key, { url, method, fails: true });
    }
  }
  return [...mocks.values()];
}

/** A journal has no value of a secret, so that the case brings words of its own. */
function standInsOf({ turns }: Recording["journal"]): Record<string, PlainSecret> {
  const found = turns.flatMap(({ answers }) =>
    answers.flatMap(({ effect, reply }) => {
      if (effect.kind !== "secret" || !reply.ok || reply.value === null) return [];
      const hosts = "hosts" in reply.value ? reply.value.hosts : undefined;
      const value = standInFor(effect.name);
      return [[effect.name, hosts ? { value, hosts } : value] as const];
    }),
  );
  return Object.fromEntries(found);
}
