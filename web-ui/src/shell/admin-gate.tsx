import { useQueryClient } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";

import { faultOf } from "../data/faults.ts";
import { keys } from "../data/queries/keys.ts";
import { useInfo } from "../data/queries/workspace.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { SignInDialog, SignInPage, SignInForm } from "./sign-in.tsx";
import { adminSession } from "./session.ts";

/**
 * Lets nobody in whose token the worker doesn't take, or who may not even look. A token that stops being valid is asked
 * for over the screen, so that nothing on it is lost.
 */
export function AdminGate({ children }: { readonly children: ReactNode }) {
  const info = useInfo();
  const wasIn = useRef(false);
  useRefusals();
  if (info.isSuccess) wasIn.current = true;
  const isRefused = info.isError && faultOf(info.error).kind === "signed-out";
  if (isRefused && !wasIn.current) {
    return (
      <SignInPage>
        <SignInForm fault="The worker doesn't take this token. Check that it is of this deployment." />
      </SignInPage>
    );
  }
  if (info.data && !info.data.can.includes("read")) return <MayNotLook roles={info.data.can} />;
  return (
    <>
      {children}
      {isRefused && <SignInDialog onSignedIn={() => void info.refetch()} />}
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

function MayNotLook({ roles }: { readonly roles: readonly string[] }) {
  return (
    <SignInPage>
      <EmptyState
        mark={<Lock size={18} className="text-fg-2" aria-hidden />}
        title="This token can't look at anything"
        actions={<Button onClick={() => adminSession.signOut()}>Use another token</Button>}
        className="p-0"
      >
        Its roles: {roles.join(", ") || "none"}. Ask whoever runs this deployment for one with the role{" "}
        <code>read</code>, as <code>SLUICE_READ_TOKEN</code> has.
      </EmptyState>
    </SignInPage>
  );
}
