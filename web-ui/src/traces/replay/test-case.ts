import type { FetchMock, JsonObject, Outcome, PlainSecret, Replayed } from "sluice";

import type { Recording } from "../../data/workspace.ts";

/** A file of policy tests with one case: `tests/<name>.cases.json` beside the scripts of a folder. */
export interface CaseFile {
  readonly trigger: string;
  readonly cases: readonly [TestCase];
}

interface TestCase {
  readonly name: string;
  readonly context: JsonObject;
  readonly userId?: string;
  readonly requestIp?: string;
  readonly mocks: readonly FetchMock[];
  readonly secrets: Readonly<Record<string, PlainSecret>>;
  readonly now: number;
  readonly seed: string;
  readonly expect: {
    readonly outcome: JsonObject;
    readonly exact: true;
    readonly status: "success" | "blocked" | "error";
    readonly errorCode?: string;
  };
}

/**
 * A recording as a test: its context, what services answered, and how the run ended that is on the screen. Services
 * answer a request in one way only, the first that was recorded; the clock stands still at the beginning.
 */
export function caseFileOf(name: string, { journal }: Recording, { outcome, trace }: Replayed): CaseFile {
  const { trigger, context, userId, requestIp, startedAt, seed } = journal;
  const failed = trace?.spans.find(({ parentId, errorCode }) => parentId === undefined && errorCode !== undefined);
  const expect = {
    outcome: withoutTrace(outcome),
    exact: true,
    status: trace?.status ?? "success",
    ...(failed?.status === "error" && failed.errorCode !== undefined && { errorCode: failed.errorCode }),
  } as const;
  return {
    trigger,
    cases: [
      {
        ...{ name, context },
        ...(userId !== undefined && { userId }),
        ...(requestIp !== undefined && { requestIp }),
        mocks: mocksOf(journal),
        secrets: standInsOf(journal),
        now: startedAt,
        ...{ seed, expect },
      },
    ],
  };
}

/** "geo-outage.cases.json" for "Geo: outage!". */
export function caseFileName(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return `${plain === "" ? "recorded" : plain.slice(0, 60)}.cases.json`;
}

function withoutTrace({ traceId: _, ...outcome }: Outcome): JsonObject {
  return outcome as JsonObject;
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
      const value = `stand-in-for-${effect.name}`;
      return [[effect.name, hosts ? { value, hosts } : value] as const];
    }),
  );
  return Object.fromEntries(found);
}
