import { Suspense, type ReactNode } from "react";
import { Redirect, Route, Switch } from "wouter";

import type { HomeName } from "./data/workspace.ts";
import { patternOf, screens } from "./routes.tsx";

function HomeScreens({ home }: { readonly home: HomeName }): ReactNode {
  return (
    <Switch>
      {screens.map((route) => (
        <Route key={patternOf(home, route)} path={patternOf(home, route)} component={route.Screen} />
      ))}
    </Switch>
  );
}

/** The whole app: which home an address belongs to, and which of its screens. */
export function App(): ReactNode {
  return (
    <Suspense>
      <Switch>
        <Route path="/playground/*?">
          <HomeScreens home="playground" />
        </Route>
        <Route path="/admin/*?">
          <HomeScreens home="admin" />
        </Route>
        <Route>
          <Redirect to="/playground" replace />
        </Route>
      </Switch>
    </Suspense>
  );
}
