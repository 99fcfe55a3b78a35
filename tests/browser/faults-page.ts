import { indexedDbStore } from "../../bindings/js/stores/indexed-db.ts";
import { runTask, type Task } from "../bindings/stores/faults/tasks.ts";

declare const endPage: () => Promise<never>;

const store = indexedDbStore();

/** For the test that drives the browser, and crashes the page when it is told to. */
Object.assign(globalThis, { runTask: (task: Task) => runTask(store, task, endPage) });
