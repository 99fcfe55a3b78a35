import * as z from "zod/mini";

import { check } from "../check-options.ts";
import type { Plan } from "../plan.ts";
import { readPlanJson } from "../stored-plan.ts";
import { traceRetentionMs, type DeletedTraces, type DeleteOptions } from "../stores/trace-store.ts";
import type { Trace } from "../trace.ts";
import { traceStoreOf } from "../traces.ts";
import { activity } from "./activity.ts";
import type { CleanedUp, TraceControl } from "./api-traces.ts";
import { limitUpTo, text, traceId } from "./arguments.ts";
import { audited } from "./audit.ts";
import { answered, type Desk } from "./desk.ts";
import { traceQuery } from "./trace-query.ts";

const deleteOptions = z.looseObject({ limit: z.optional(limitUpTo(1_000_000)) }, "must be an object");
const dayMs = 24 * 60 * 60 * 1_000;

export function traceControl(desk: Desk): TraceControl {
  const { records } = desk;
  const get = (id: string): Promise<Trace | null> => {
    check(traceId, id, "id");
    return traceStoreOf(records).getTraceWithSpans(id);
  };
  return {
    list: (wanted = {}) =>
      answered(async () => {
        check(traceQuery, wanted, "query");
        return traceStoreOf(records).listTraces(wanted);
      }),
    activity: (query) => answered(() => activity(desk, query)),
    get: (id) => answered(async () => get(id)),
    otlp: (id) =>
      answered(async () => {
        const trace = await get(id);
        return trace && (await desk.core()).convertTrace("otlp", trace);
      }),
    plan: (id) =>
      answered(async () => {
        const trace = await get(id);
        // One that ended before it had a plan has no hash.
        if (!trace || trace.planHash === "") return null;
        const json = await readPlanJson(records, trace.planHash);
        return json === null ? null : (JSON.parse(json) as Plan);
      }),
    cleanup: (options = {}) => answered(() => cleanUp(desk, options)),
    eraseUser: (userId, options = {}) => answered(() => eraseUser(desk, userId, options)),
  };
}

async function cleanUp({ records, now }: Desk, options: DeleteOptions): Promise<CleanedUp> {
  check(deleteOptions, options);
  const cleaned = await traceStoreOf(records).cleanupOldTraces(now() - traceRetentionMs, options);
  return { ...cleaned, retentionDays: traceRetentionMs / dayMs };
}

/** The audit log must not keep what is to be erased: whoever knows the id finds the entry by its digest. */
async function eraseUser(desk: Desk, userId: string, options: DeleteOptions): Promise<DeletedTraces> {
  check(text(1_024, 1), userId, "userId");
  check(deleteOptions, options);
  const digest = (await desk.core()).digest(userId).slice(0, 16);
  return audited(desk, { action: "user.erase", target: `user:${digest}` }, async () => {
    const { ids: _, ...deleted } = await traceStoreOf(desk.records).eraseUser(userId, options);
    return deleted;
  });
}
