import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect, useState } from "react";

import { buttonClass } from "../button.tsx";
import { StatusMark } from "../icons/status-mark.tsx";
import type { Notification } from "./notifications.ts";
import { useNotifications } from "./toast.ts";

/** How long a toast stays while it is neither hovered nor focused. */
const toastMs = 6_000;
/** How many are in sight; older ones are in the list of notifications. */
const maxShown = 3;

/** The newest notifications, each for a while. */
export function ToastStack() {
  return (
    <Base.Provider timeout={toastMs} limit={maxShown}>
      <Shower />
      <Base.Portal>
        <Base.Viewport className="toasts">
          <Shown />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

/** Makes a toast of each notification that nobody has seen or shown yet. */
function Shower() {
  const { add, close } = Base.useToastManager<Notification>();
  const items = useNotifications();
  const [seen] = useState(() => new Set<number>());
  useEffect(() => {
    for (const item of items.toReversed()) {
      if (item.read || seen.has(item.id)) continue;
      seen.add(item.id);
      add(toastOf(item, close));
    }
  }, [items, seen, add, close]);
  return null;
}

type Manager = ReturnType<typeof Base.useToastManager<Notification>>;

function toastOf(item: Notification, close: Manager["close"]): Parameters<Manager["add"]>[0] {
  const { title, text, action } = item;
  const id = `notification-${item.id}`;
  const onClick = (): void => {
    close(id);
    action?.run();
  };
  return {
    id,
    title,
    description: text,
    // Read out when there is a pause, a fault too: only carrying interrupts.
    priority: "low",
    data: item,
    ...(action && { actionProps: { children: action.label, onClick } }),
  };
}

function Shown() {
  const { toasts } = Base.useToastManager<Notification>();
  return toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className="toast" swipeDirection={["right", "down"]}>
      <Base.Content className="flex items-start gap-2 py-2 pr-2 pl-3">
        <span className="mt-0.75">
          <StatusMark status={toast.data?.status ?? "success"} />
        </span>
        <div className="min-w-0 flex-1">
          <Base.Title render={<p />} className="font-medium wrap-anywhere" />
          <Base.Description className="text-12 text-fg-2 wrap-anywhere" />
        </div>
        {toast.actionProps && <Base.Action className={buttonClass({ variant: "quiet", size: "sm" })} />}
        <Base.Close className={buttonClass({ variant: "quiet", size: "sm", square: true })} aria-label="Close">
          <X size={14} aria-hidden />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
