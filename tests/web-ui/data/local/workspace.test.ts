import "fake-indexeddb/auto";

import { memoryStore } from "sluice";
import { indexedDbStore } from "sluice/stores/indexed-db";

import { localWorkspace, type PlaygroundWorkspace } from "../../../../web-ui/src/data/local/workspace.ts";
import type { OpenedStore } from "../../../../web-ui/src/data/local/browser-store.ts";
import { describeWorkspace } from "../workspace-suite.ts";
import { threadOf } from "./host-thread.ts";

let databases = 0;

function openOver(openStore: () => OpenedStore): PlaygroundWorkspace {
  const { keeper } = threadOf(async () => openStore());
  return localWorkspace((method, args, signal) => keeper.call(method, args, signal));
}

describeWorkspace("in the browser, over IndexedDB", async () => {
  const name = `workspace-${++databases}`;
  return openOver(() => ({ store: indexedDbStore({ name }), keptIn: "browser" }));
});

describeWorkspace("in the browser, over memory", async () => {
  const store = memoryStore();
  return openOver(() => ({ store, keptIn: "memory" }));
});
