import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";

import { buttonClass } from "../button.tsx";
import { StatusMark } from "../icons/status-mark.tsx";
import type { Notice } from "./notifications.ts";
import { toastManager, toastMs } from "./toast.ts";

/** Shows the toasts of the page at its lower right edge. F6 leads to them. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Base.Provider toastManager={toastManager} timeout={toastMs} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="toasts">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const { toasts } = Base.useToastManager<Notice>();
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
