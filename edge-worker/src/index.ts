import { createApp } from "./app.ts";
import type { Env } from "./env.ts";
import { openOnce, openService } from "./service.ts";

// Workers refuse I/O, timers and randomness out here: the first request opens the service.
const app = createApp(openOnce(openService));

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;
