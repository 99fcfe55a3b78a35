import type { FetchMock, JsonObject } from "sluice";
import type { Case } from "sluice/cases";

import { expectationOf } from "../../data/case-files.ts";
import { fetchFacts, isFetch } from "../../traces/model/span-facts.ts";
import { plainSecretsOf, type TrialSecret } from "../trial-secrets.ts";
import type { TrialInput, TrialResult } from "../trial.ts";

export interface TriedWith {
  readonly context: JsonObject;
  readonly input: Pick<TrialInput, "userId" | "requestIp" | "env">;
  readonly mocks: readonly FetchMock[];
  readonly secrets: readonly TrialSecret[];
}

/** A trial as a case: what it was tried with, of mocks only those of hosts that were asked, and how it ended. */
export function caseOfTrial(name: string, { context, input, mocks, secrets }: TriedWith, result: TrialResult): Case {
  const { outcome, trace, startedAt, seed } = result;
  const hosts = new Set(trace?.spans.filter(isFetch).map((span) => fetchFacts(span).host));
  const used = mocks.filter(({ url }) => hosts.has(hostOf(url)));
  const found = plainSecretsOf(secrets);
  const { env = {} } = input;
  return {
    name,
    context,
    ...(input.userId !== "" && { userId: input.userId }),
    ...(input.requestIp !== "" && { requestIp: input.requestIp }),
    ...(used.length > 0 && { mocks: used }),
    ...(Object.keys(found).length > 0 && { secrets: found }),
    ...(Object.keys(env).length > 0 && { env }),
    ...(startedAt !== undefined && { now: startedAt }),
    ...(seed !== undefined && { seed }),
    expect: expectationOf(outcome, trace),
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}
