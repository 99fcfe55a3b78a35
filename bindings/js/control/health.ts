import * as z from "zod/mini";

import { check } from "../check-options.ts";
import { readPointer } from "../pointer-records.ts";
import type { TraceStatus } from "../trace.ts";
import { traceStoreOf } from "../traces.ts";
import type { HealthOptions, PipelineHealth } from "./api-pipelines.ts";
import { limitUpTo, triggerName } from "./arguments.ts";
import type { Desk } from "./desk.ts";

const rateForm = "must be a number from 0 to 1";
export const healthOptions = z.looseObject(
  {
    maxErrorRate: z.optional(z.number(rateForm).check(z.minimum(0, rateForm), z.maximum(1, rateForm))),
    minRuns: z.optional(limitUpTo(1_000)),
  },
  "must be an object",
);

/** Traces of one status that are looked at, so that a busy trigger costs no more than this. */
const maxTraces = 1_000;
const pageSize = 200;
const statuses = ["success", "blocked", "error"] as const satisfies TraceStatus[];

/** The runs of one status, newest first. */
interface Runs {
  readonly times: readonly number[];
  /** There are older ones. */
  readonly cut: boolean;
}

export async function health(desk: Desk, trigger: string, options: HealthOptions): Promise<PipelineHealth> {
  check(triggerName, trigger, "trigger");
  check(healthOptions, options);
  const { maxErrorRate = 0.1, minRuns = 20 } = options;
  const pointer = (await readPointer(desk.records, trigger))?.pointer;
  const published = pointer && pointer.planHash !== "" ? (pointer.publishedAt ?? pointer.changedAt) : undefined;
  const counted = published === undefined ? nothing : await countRuns(desk, trigger, published);
  const { success, blocked, error: errors } = counted;
  const runs = success + blocked + errors;
  const errorRate = runs === 0 ? 0 : errors / runs;
  const { previous } = pointer ?? {};
  return {
    trigger,
    runs,
    errors,
    blocked,
    errorRate,
    flagged: runs >= minRuns && errorRate > maxErrorRate,
    since: counted.since,
    partial: counted.partial,
    ...(previous !== undefined && { rollbackTo: previous }),
  };
}

interface Counted extends Record<TraceStatus, number> {
  readonly since: number;
  readonly partial: boolean;
}

const nothing: Counted = { success: 0, blocked: 0, error: 0, since: 0, partial: false };

/** Where one status has more runs than are looked at, all are counted from its oldest that was seen: else rates lie. */
async function countRuns(desk: Desk, trigger: string, published: number): Promise<Counted> {
  const found = await Promise.all(statuses.map((status) => readRuns(desk, trigger, status, published)));
  const since = Math.max(published, ...found.map(({ times, cut }) => (cut ? (times.at(-1) ?? published) : published)));
  const [success = 0, blocked = 0, error = 0] = found.map(({ times }) => times.filter((at) => at >= since).length);
  return { success, blocked, error, since, partial: found.some(({ cut }) => cut) };
}

async function readRuns({ records }: Desk, trigger: string, status: TraceStatus, from: number): Promise<Runs> {
  const times: number[] = [];
  let cursor: string | undefined;
  for (let seen = 0; seen < maxTraces; seen += pageSize) {
    const query = { trigger, status, from, limit: pageSize, ...(cursor !== undefined && { cursor }) };
    const page = await traceStoreOf(records).listTraces(query);
    times.push(...page.traces.map(({ startedAt }) => startedAt));
    cursor = page.cursor;
    if (cursor === undefined) return { times, cut: false };
  }
  return { times, cut: true };
}
