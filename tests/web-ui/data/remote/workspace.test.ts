import { createControl, memoryStore } from "sluice";

import { checkCode } from "../../../../web-ui/src/data/local/check-code.ts";
import { PlaygroundHost } from "../../../../web-ui/src/data/local/playground-host.ts";
import { remoteWorkspace } from "../../../../web-ui/src/data/remote/workspace.ts";
import { describeWorkspace } from "../workspace-suite.ts";
import { adminToken, workerApp } from "./worker-app.ts";

// This browser's engine, for what a worker recorded.
const playground = new PlaygroundHost(async () => ({ store: memoryStore(), keptIn: "memory" }));

describeWorkspace("over HTTP, of the worker's own app", async () =>
  remoteWorkspace({
    origin: "https://sluice.test",
    credentials: () => ({ token: adminToken }),
    fetch: workerApp(memoryStore()),
    wait: async () => {},
    checkCode: (code) => checkCode(createControl, code),
    replayRecording: (recording, secrets = {}) => playground.replayRecording(recording, secrets),
  }),
);
