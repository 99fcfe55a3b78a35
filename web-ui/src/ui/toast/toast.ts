import { useSyncExternalStore } from "react";

import { NotificationList, type Notice, type Notification } from "./notifications.ts";

export const notifications = new NotificationList();

/** Shows a toast, and keeps it in the list of notifications. */
export function toast(notice: Notice): void {
  notifications.add(notice);
}

/** What toasts have said, newest first. */
export function useNotifications(): readonly Notification[] {
  return useSyncExternalStore(notifications.subscribe, notifications.items);
}
