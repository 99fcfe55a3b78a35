import { memoryStore } from "sluice";

import { browserEngine } from "../../../../web-ui/src/data/local/workspace.ts";
import { remoteWorkspace } from "../../../../web-ui/src/data/remote/workspace.ts";
import { describeWorkspace } from "../workspace-suite.ts";
import { threadOf } from "../local/host-thread.ts";
import { adminToken, workerApp } from "./worker-app.ts";

// This browser's engine, for what is edited and what a worker recorded.
const { keeper } = threadOf(async () => ({ store: memoryStore(), keptIn: "memory" }));

describeWorkspace("over HTTP, of the worker's own app", async () =>
  remoteWorkspace({
    origin: "https://sluice.test",
    credentials: () => ({ token: adminToken }),
    fetch: workerApp(memoryStore()),
    wait: async () => {},
    engine: browserEngine((method, args, signal) => keeper.call(method, args, signal)),
  }),
);
