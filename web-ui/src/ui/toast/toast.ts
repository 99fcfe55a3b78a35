import { Toast as Base } from "@base-ui/react/toast";
import { useSyncExternalStore } from "react";

import { NotificationList, type Notice, type Notification } from "./notifications.ts";

/** How long a toast stays while it is neither hovered nor focused. */
export const toastMs = 6_000;

export const notifications = new NotificationList();
export const toastManager = Base.createToastManager<Notice>();

/** Shows a toast, and keeps it in the list of notifications. */
export function toast(notice: Notice): void {
  const { id } = notifications.add(notice);
  const action = notice.action;
  const toastId = `notice-${id}`;
  toastManager.add({
    id: toastId,
    title: notice.title,
    description: notice.text,
    // A fault is told at once; results wait until what is being read is read.
    priority: notice.status === "error" ? "high" : "low",
    data: notice,
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          toastManager.close(toastId);
          action.run();
        },
      },
    }),
  });
}

/** The same as a hook, for components that pass it on. */
export function useToast(): typeof toast {
  return toast;
}

/** What toasts have said, newest first. */
export function useNotifications(): readonly Notification[] {
  return useSyncExternalStore(notifications.subscribe, notifications.items);
}
