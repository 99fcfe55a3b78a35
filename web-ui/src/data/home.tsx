import { QueryClientProvider } from "@tanstack/react-query";
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";

import { pathsOf, type HomePaths } from "./paths.ts";
import { createQueryClient } from "./query-client.ts";
import type { HomeName, Workspace } from "./workspace.ts";

export interface Home {
  readonly name: HomeName;
  /** Addresses of the screens. */
  readonly paths: HomePaths;
  readonly workspace: Workspace;
}

const HomeContext = createContext<Home | null>(null);

export interface HomeProviderProps {
  readonly workspace: Workspace;
  readonly children: ReactNode;
}

/** Gives the screens below it a workspace, and a cache of what was read from it. Another workspace: another cache. */
export function HomeProvider({ workspace, children }: HomeProviderProps) {
  return (
    <KeyedProvider key={workspace.home} workspace={workspace}>
      {children}
    </KeyedProvider>
  );
}

function KeyedProvider({ workspace, children }: HomeProviderProps) {
  const [client] = useState(createQueryClient);
  useEffect(() => workspace.onChange?.(() => void client.invalidateQueries()), [workspace, client]);
  const home = useMemo(() => ({ name: workspace.home, paths: pathsOf(workspace.home), workspace }), [workspace]);
  return (
    <HomeContext value={home}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </HomeContext>
  );
}

/** The home that the screen is in. Throws outside of one. */
export function useHome(): Home {
  const home = use(HomeContext);
  if (!home) throw new Error("This screen is not inside a HomeProvider.");
  return home;
}

/** What the screen works with. */
export function useWorkspace(): Workspace {
  return useHome().workspace;
}
