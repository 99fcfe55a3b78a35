import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/drawer.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { StatusMark } from "../ui/icons/status-mark.tsx";
import { Time } from "../ui/time.tsx";
import type { Notification } from "../ui/toast/notifications.ts";
import { notifications, useNotifications } from "../ui/toast/toast.ts";

/** What toasts said since the page was opened, newest first. */
export function NotificationsDrawer({ onClose }: { readonly onClose: () => void }) {
  return (
    <Drawer open onClose={onClose} title="Notifications" modal>
      <Notifications />
    </Drawer>
  );
}

function Notifications() {
  const items = useNotifications();
  if (items.length === 0) {
    return (
      <EmptyState title="Nothing yet">
        What comes of the things you start is kept here until the page is left.
      </EmptyState>
    );
  }
  return (
    <>
      <ol>
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ol>
      <div className="p-3">
        <Button size="sm" variant="quiet" onClick={() => notifications.clear()}>
          Clear
        </Button>
      </div>
    </>
  );
}

function Item({ item: { title, text, status = "success", action, at } }: { readonly item: Notification }) {
  return (
    <li className="flex items-start gap-2 border-b border-line-1 px-4 py-2">
      <span className="mt-0.75">
        <StatusMark status={status} />
      </span>
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className="font-medium">{title}</p>
        {text !== undefined && <p className="text-12 text-fg-2">{text}</p>}
        <Time at={at} className="text-12 text-fg-3 tabular-nums" />
      </div>
      {action && (
        <Button size="sm" variant="quiet" onClick={action.run}>
          {action.label}
        </Button>
      )}
    </li>
  );
}
