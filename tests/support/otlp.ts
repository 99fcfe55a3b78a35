import * as z from "zod";

// The JSON form of opentelemetry-proto's ExportTraceServiceRequest (trace/v1, common/v1, resource/v1): ids in hex,
// 64-bit numbers as text, enumerations as numbers, and no member that the protocol has not.

const int64 = z.string().regex(/^-?\d{1,19}$/);
const time = z.string().regex(/^[1-9]\d{17,18}$/);
const traceId = z.string().regex(/^(?!0+$)[0-9a-f]{32}$/);
const spanId = z.string().regex(/^(?!0+$)[0-9a-f]{16}$/);
const count = z.int().min(0);

const anyValue: z.ZodType = z.lazy(() =>
  z.union([
    z.strictObject({ stringValue: z.string() }),
    z.strictObject({ boolValue: z.boolean() }),
    z.strictObject({ intValue: int64 }),
    z.strictObject({ doubleValue: z.number() }),
    z.strictObject({ bytesValue: z.base64() }),
    z.strictObject({ arrayValue: z.strictObject({ values: z.array(anyValue) }) }),
    z.strictObject({ kvlistValue: z.strictObject({ values: attributes }) }),
  ]),
);
const attributes = z
  .array(z.strictObject({ key: z.string().min(1), value: anyValue }))
  .refine((pairs) => new Set(pairs.map(({ key }) => key)).size === pairs.length, "has a key twice");
const described = { attributes: attributes.optional(), droppedAttributesCount: count.optional() };

const span = z
  .strictObject({
    ...described,
    traceId,
    spanId,
    parentSpanId: spanId.optional(),
    traceState: z.string().optional(),
    flags: count.optional(),
    name: z.string().min(1),
    kind: z.int().min(1).max(5),
    startTimeUnixNano: time,
    endTimeUnixNano: time,
    events: z.array(z.strictObject({ ...described, timeUnixNano: time, name: z.string() })).optional(),
    droppedEventsCount: count.optional(),
    links: z.array(z.strictObject({ ...described, traceId, spanId, traceState: z.string().optional() })).optional(),
    droppedLinksCount: count.optional(),
    status: z.strictObject({ code: z.int().min(0).max(2).optional(), message: z.string().optional() }).optional(),
  })
  .refine((one) => BigInt(one.startTimeUnixNano) <= BigInt(one.endTimeUnixNano), "ends before it starts");

const scope = z.strictObject({ ...described, name: z.string(), version: z.string().optional() });
const schemaUrl = z.string().optional();

const request = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z.strictObject(described).optional(),
      scopeSpans: z.array(z.strictObject({ scope: scope.optional(), spans: z.array(span), schemaUrl })),
      schemaUrl,
    }),
  ),
});

export type OtlpSpan = z.infer<typeof span>;

/** The spans of a push, as a strict collector takes them. Throws for what the protocol has not, or has otherwise. */
export function otlpSpans(text: string): OtlpSpan[] {
  const { resourceSpans } = request.parse(JSON.parse(text));
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((one) => one.spans));
  const ids = new Set(spans.map((one) => one.spanId));
  if (spans.length === 0) throw new Error("There are no spans.");
  if (ids.size < spans.length) throw new Error("Two spans have one id.");
  const orphan = spans.find(({ parentSpanId }) => parentSpanId !== undefined && !ids.has(parentSpanId));
  if (orphan) throw new Error(`The parent of ${orphan.spanId} is not there.`);
  return spans;
}
