import { CSPProvider } from "@base-ui/react/csp-provider";
import { lazy, Suspense, type ReactNode } from "react";
import { Link, Redirect, Route, Router, Switch } from "wouter";

import type { HomeName } from "./data/workspace.ts";
import { patternOf, screens } from "./routes.tsx";
import { AdminHome, PlaygroundHome } from "./shell/homes.tsx";
import { guardNavigation, useLeaving, useTraversalGuard } from "./shell/leave-guard.ts";
import { ScreenFrame } from "./shell/screen-frame.tsx";
import { EmptyState } from "./ui/empty-state.tsx";
import { useHotkeyListener } from "./ui/hotkeys/use-hotkeys.ts";
import { LiveRegions } from "./ui/live-regions.tsx";
import { Toasts } from "./ui/toast/toasts.tsx";
import { TooltipHost } from "./ui/tooltip-host.tsx";

const Components = lazy(async () => ({ default: (await import("./shell/components/screen.tsx")).Screen }));

const LeaveDialog = lazy(async () => ({ default: (await import("./shell/leave-dialog.tsx")).LeaveDialog }));

/** The whole app: which home an address belongs to, and which of its screens. */
export function App() {
  useHotkeyListener();
  useTraversalGuard();
  const leaving = useLeaving();
  return (
    <Providers>
      <Switch>
        <Route path="/playground/*?">
          <PlaygroundHome>
            <HomeScreens home="playground" />
          </PlaygroundHome>
        </Route>
        <Route path="/admin/*?">
          <AdminHome>
            <HomeScreens home="admin" />
          </AdminHome>
        </Route>
        <Route path="/components">
          <Suspense>
            <Components />
          </Suspense>
        </Route>
        <Route>
          <Redirect to="/playground" replace />
        </Route>
      </Switch>
      <Suspense>{leaving && <LeaveDialog leaving={leaving} />}</Suspense>
    </Providers>
  );
}

/** What components of the design system need around them. */
function Providers({ children }: { readonly children: ReactNode }) {
  return (
    <Router aroundNav={guardNavigation}>
      {/* The pages' policy refuses style elements; what Base UI would put in one stands in base.css. */}
      <CSPProvider disableStyleElements>
        {children}
        <Toasts />
      </CSPProvider>
      <TooltipHost />
      <LiveRegions />
    </Router>
  );
}

function HomeScreens({ home }: { readonly home: HomeName }) {
  const own = screens.filter((route) => route.home === undefined || route.home === home);
  return (
    <Switch>
      {own.map((route) => (
        <Route key={patternOf(home, route)} path={patternOf(home, route)} component={route.Screen} />
      ))}
      <Route component={NoScreen} />
    </Switch>
  );
}

/** The address is nobody's. */
function NoScreen() {
  return (
    <ScreenFrame title="Nothing here">
      <EmptyState
        title="There is no screen at this address"
        actions={<Link href="/playground">Go to the playground</Link>}
      >
        It may have been mistyped, or what it showed is gone.
      </EmptyState>
    </ScreenFrame>
  );
}
