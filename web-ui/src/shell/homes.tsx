import { lazy, Suspense, useEffect, useSyncExternalStore, type ReactNode } from "react";

import { HomeProvider } from "../data/home.tsx";
import { engineHere, openPlayground } from "../data/local/open-playground.ts";
import { remoteWorkspace } from "../data/remote/workspace.ts";
import { AdminGate } from "./admin-gate.tsx";
import { HomeFrame } from "./home-frame.tsx";
import { adminSession } from "./session.ts";

const SignInScreen = lazy(async () => ({ default: (await import("./sign-in.tsx")).SignInScreen }));

// Neither does anything before something is asked of it.
const playground = openPlayground();
const admin = remoteWorkspace({ credentials: adminSession.credentials, engine: engineHere });

/** Everything in this browser. */
export function PlaygroundHome({ children }: { readonly children: ReactNode }) {
  return (
    <HomeProvider workspace={playground}>
      <HomeFrame>{children}</HomeFrame>
    </HomeProvider>
  );
}

/** The worker that this page is from, once there is a token for it. */
export function AdminHome({ children }: { readonly children: ReactNode }) {
  const credentials = useSyncExternalStore(adminSession.subscribe, adminSession.credentials);
  const isSignedIn = credentials !== undefined;
  useEffect(() => {
    if (!isSignedIn) document.title = "Sign in · Sluice";
  }, [isSignedIn]);
  if (!isSignedIn) {
    return (
      <Suspense>
        <SignInScreen />
      </Suspense>
    );
  }
  // What was read goes when somebody signs out: the provider holds it.
  return (
    <HomeProvider workspace={admin}>
      <AdminGate>
        <HomeFrame>{children}</HomeFrame>
      </AdminGate>
    </HomeProvider>
  );
}
