import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, type ReactNode } from "react";

import { faultOf } from "../data/faults.ts";
import { keys } from "../data/queries/keys.ts";
import { useInfo } from "../data/queries/workspace.ts";

const SignInDialog = lazy(async () => ({ default: (await import("./sign-in.tsx")).SignInDialog }));
const SignInScreen = lazy(async () => ({ default: (await import("./sign-in.tsx")).SignInScreen }));
const MayNotLook = lazy(async () => ({ default: (await import("./may-not-look.tsx")).MayNotLook }));

/**
 * Lets nobody in whose token the worker doesn't take, or who may not even look. A token that stops being valid is asked
 * for over the screen, so that nothing on it is lost.
 */
export function AdminGate({ children }: { readonly children: ReactNode }) {
  const info = useInfo();
  const wasIn = useRef(false);
  useRefusals();
  if (info.isSuccess) wasIn.current = true;
  const kind = info.isError ? faultOf(info.error).kind : undefined;
  const isRefused = kind === "signed-out";
  // One request finds out about a wrong token, and not as many as a screen makes: workers count them.
  if (info.isPending) return null;
  const askAgain = (): void => void info.refetch();
  if (isRefused && !wasIn.current) {
    return (
      <Suspense>
        <SignInScreen
          fault="The worker doesn't take this token. Check that it is of this deployment."
          onSignedIn={askAgain}
        />
      </Suspense>
    );
  }
  if (kind === "no-permission") {
    return (
      <Suspense>
        <MayNotLook />
      </Suspense>
    );
  }
  return (
    <>
      {children}
      <Suspense>{isRefused && <SignInDialog onSignedIn={askAgain} />}</Suspense>
    </>
  );
}

/** Whatever is refused for want of a valid token makes the gate look again. */
function useRefusals(): void {
  const client = useQueryClient();
  useEffect(() => {
    const look = (error: unknown): void => {
      if (faultOf(error).kind === "signed-out") void client.invalidateQueries({ queryKey: keys.info });
    };
    const stopReads = client.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error" && event.query.queryKey[0] !== keys.info[0]) {
        look(event.action.error);
      }
    });
    const stopChanges = client.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") look(event.action.error);
    });
    return () => {
      stopReads();
      stopChanges();
    };
  }, [client]);
}
