import { activityQuery, text, traceId, traceQuery } from "sluice/forms";
import * as z from "zod/mini";

import { activity, deletedTraces, json, plan, trace, tracePage } from "../forms/traces.ts";
import { route, type Route } from "../http/route.ts";

const common = { tag: "Traces" } as const;

export const traceRoutes: readonly Route[] = [
  route({
    ...common,
    id: "listTraces",
    method: "GET",
    path: "/v1/traces",
    role: "read",
    summary: "What ran, newest first.",
    description:
      "`from` and `to` are ms since the epoch. A page with `partial` has fewer rows because the search was given up.",
    query: traceQuery.shape,
    answer: { description: "A page of traces.", form: tracePage },
    handle: ({ control, query }) => control.traces.list(query),
  }),
  route({
    ...common,
    id: "getTraceActivity",
    method: "GET",
    path: "/v1/traces/activity",
    role: "read",
    summary: "How runs ended over time, and how long they took.",
    description:
      "From `from` to `to`, ms since the epoch, in so many equal `parts`. Only the newest 4,000 runs that fit are " +
      "counted; `completeFrom` says so.",
    query: activityQuery.shape,
    answer: { description: "Counts.", form: activity },
    handle: ({ control, query }) => control.traces.activity(query),
  }),
  route({
    ...common,
    id: "getTrace",
    method: "GET",
    path: "/v1/traces/{id}",
    role: "read",
    summary: "A trace with its spans and logs.",
    params: { id: traceId },
    answer: { description: "The trace.", form: trace },
    handle: ({ control, params: { id } }) => control.traces.get(id),
  }),
  route({
    ...common,
    id: "getTraceAsOtlp",
    method: "GET",
    path: "/v1/traces/{id}/otlp",
    role: "read",
    summary: "A trace as OTLP/JSON.",
    params: { id: traceId },
    answer: { description: "An ExportTraceServiceRequest.", form: json },
    handle: ({ control, params: { id } }) => control.traces.otlp(id),
  }),
  route({
    ...common,
    id: "getTracePlan",
    method: "GET",
    path: "/v1/traces/{id}/plan",
    role: "read",
    summary: "What a trace ran, with its scripts as they were.",
    params: { id: traceId },
    answer: { description: "The plan, as a replay takes it.", form: plan },
    handle: ({ control, params: { id } }) => control.traces.plan(id),
  }),
  route({
    ...common,
    id: "eraseUser",
    method: "POST",
    path: "/v1/users/erase",
    role: "admin",
    summary: "Deletes the traces of a user, with their spans and journals.",
    description: "With `more` in the answer there are more of them: ask again.",
    body: z.strictObject({ userId: text(1_024, 1) }, "must be an object"),
    answer: { description: "How many were deleted.", form: deletedTraces },
    handle: ({ control, body: { userId } }) => control.traces.eraseUser(userId),
  }),
];
