import { createControl, memoryStore } from "sluice";

import { checkCode } from "../../../../web-ui/src/data/local/check-code.ts";
import { remoteWorkspace } from "../../../../web-ui/src/data/remote/workspace.ts";
import { describeWorkspace } from "../workspace-suite.ts";
import { adminToken, workerApp } from "./worker-app.ts";

describeWorkspace("over HTTP, of the worker's own app", async () =>
  remoteWorkspace({
    origin: "https://sluice.test",
    credentials: () => ({ token: adminToken }),
    fetch: workerApp(memoryStore()),
    wait: async () => {},
    checkCode: (code) => checkCode(createControl, code),
  }),
);
