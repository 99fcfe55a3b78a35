import { lazy, Suspense } from "react";

import { useNotifications } from "./toast.ts";

const ToastStack = lazy(async () => ({ default: (await import("./toast-stack.tsx")).ToastStack }));

/** Shows the toasts of the page at its lower right edge; mounted once. Nothing of it is loaded before the first one. */
export function Toasts() {
  const isNeeded = useNotifications().length > 0;
  return <Suspense>{isNeeded && <ToastStack />}</Suspense>;
}
