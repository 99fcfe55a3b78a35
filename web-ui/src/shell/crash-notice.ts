import type { Workspace } from "../data/workspace.ts";
import type { NotificationList } from "../ui/toast/notifications.ts";

/** Tells each time the engine of this browser stopped; ends with what it answers. */
export function tellOfCrashes(workspace: Workspace, notifications: NotificationList): (() => void) | undefined {
  return workspace.onCrash?.(() =>
    notifications.add({
      status: "error",
      title: "The engine stopped and was started again",
      text: "What it was asked at that moment got no answer: try it again. Scripts, drafts and traces are kept.",
    }),
  );
}
