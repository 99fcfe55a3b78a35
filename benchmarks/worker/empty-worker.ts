import { Hono } from "hono";

/** What a trigger is compared with: the same framework, the same request and an answer of the same kind, and no work. */
const app = new Hono();
app.post("/v1/triggers/:trigger", async (context) => {
  await context.req.json();
  return context.json({ allowed: true, data: { n: 1 } });
});

export default app;
