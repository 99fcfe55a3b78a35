import { Lock } from "lucide-react";

import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { adminSession } from "./session.ts";
import { SignInPage } from "./sign-in.tsx";

/** The token is valid, but for other things than looking: workers tell its roles to readers only. */
export function MayNotLook() {
  return (
    <SignInPage>
      <EmptyState
        mark={<Lock size={18} className="text-fg-2" aria-hidden />}
        title="This token can't look at anything"
        actions={<Button onClick={() => adminSession.signOut()}>Use another token</Button>}
        level={1}
        className="p-0"
      >
        It is valid, for other roles. Ask whoever runs this deployment for one with the role <code>read</code>, as{" "}
        <code>SLUICE_READ_TOKEN</code> has.
      </EmptyState>
    </SignInPage>
  );
}
