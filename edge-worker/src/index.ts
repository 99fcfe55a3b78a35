import { createApp } from "./app.ts";
import { cleanUpTraces } from "./cleanup.ts";
import type { Env } from "./env.ts";
import { workerHost } from "./hosts/worker.ts";

// Workers refuse I/O, timers and randomness out here: the first request opens the service.
const host = workerHost();
const app = createApp(host);

export default {
  fetch: app.fetch,
  scheduled: async (_controller, env) => {
    const { deletedTraces, deletedSpans, cutoffDate } = await cleanUpTraces((await host.open(env)).control);
    console.log(`sluice: deleted ${deletedTraces} traces and ${deletedSpans} spans from before ${cutoffDate}`);
  },
} satisfies ExportedHandler<Env>;
