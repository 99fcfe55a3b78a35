import { expect, test } from "vitest";
import type { Workspace } from "../../../web-ui/src/data/workspace.ts";
import { tellOfCrashes } from "../../../web-ui/src/shell/crash-notice.ts";
import { NotificationList } from "../../../web-ui/src/ui/toast/notifications.ts";

function crashingWorkspace() {
  const listeners = new Set<() => void>();
  const onCrash = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return { workspace: { onCrash } as unknown as Workspace, crash: () => listeners.forEach((listener) => listener()) };
}

test("each crash of the engine is a notice, until nobody listens", () => {
  const notifications = new NotificationList();
  const { workspace, crash } = crashingWorkspace();
  const stop = tellOfCrashes(workspace, notifications);
  crash();
  crash();
  expect(notifications.items()).toHaveLength(2);
  expect(notifications.items()[0]).toMatchObject({ status: "error", title: expect.stringContaining("started again") });
  stop!();
  crash();
  expect(notifications.items()).toHaveLength(2);
});

test("a worker's home, which can't know of crashes, has nothing to tell", () => {
  expect(tellOfCrashes({} as Workspace, new NotificationList())).toBeUndefined();
});
