import { useQueries } from "@tanstack/react-query";
import type { ScriptRecord } from "sluice";

import type { Capabilities } from "../../data/capabilities.ts";
import { cardsOf, type Pipeline } from "../model/draft.ts";
import { reachChange } from "../model/publishing.ts";
import type { ReachChange } from "../model/reach.ts";
import { usePublishedSources, type LaneFacts } from "../use-lane-facts.ts";

export interface FoundReach {
  readonly reach: ReachChange;
  /** False: the language service, or what is published, has not answered yet. */
  readonly isKnown: boolean;
  /** The language service could not be asked: only what the sources name was found. */
  readonly isByText: boolean;
}

/** A server that has not answered by then is taken for one that does not. */
const patienceMs = 15_000;

/** What the draft reaches otherwise than what runs, by what the language service finds in each script. */
export function useReachChange(pipeline: Pipeline, { scripts, running }: LaneFacts): FoundReach {
  const { scripts: published, isPending } = usePublishedSources(running);
  const ids = new Set(cardsOf(pipeline).map(({ scriptId }) => scriptId));
  const drafted = [...scripts.values()].flatMap(({ record }) => (ids.has(record.id) ? [record] : []));
  const asked = useCapabilities([...drafted, ...published.values()].map(({ code }) => code));
  const isRead = running !== undefined && !isPending && drafted.length === ids.size;
  const known = (records: Iterable<ScriptRecord>) =>
    new Map([...records].map(({ id, code }) => [id, { id, code, capabilities: asked.found.get(code) }]));
  return {
    reach: reachChange(pipeline, known(drafted), known(published.values())),
    isKnown: isRead && !asked.isPending,
    isByText: asked.isRefused,
  };
}

interface Asked {
  /** By code. Empty where one could not be asked about: both sides are to be found the same way. */
  readonly found: ReadonlyMap<string, Capabilities>;
  readonly isPending: boolean;
  readonly isRefused: boolean;
}

function useCapabilities(codes: readonly string[]): Asked {
  const wanted = [...new Set(codes)];
  return useQueries({
    queries: wanted.map((code) => ({
      queryKey: ["capabilities", code],
      queryFn: () => askInTime(code),
      retry: false,
      staleTime: Infinity,
      networkMode: "always" as const,
    })),
    combine: (results) => {
      const isRefused = results.some(({ isError }) => isError);
      const found = new Map<string, Capabilities>();
      results.forEach(({ data }, index) => data && !isRefused && found.set(wanted[index]!, data));
      return { found, isRefused, isPending: !isRefused && results.some(({ isPending }) => isPending) };
    },
  });
}

async function askInTime(code: string): Promise<Capabilities> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("The language service did not answer.")), patienceMs);
  try {
    return await Promise.race([asked(code), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The language service is loaded with the first dialog that asks. */
async function asked(code: string): Promise<Capabilities> {
  const { capabilitiesOf } = await import("../../editor/language/capabilities.ts");
  return capabilitiesOf(code);
}
