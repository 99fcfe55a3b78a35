import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from "react";
import { useLocation } from "wouter";

import { useHome } from "../data/home.tsx";
import { notifications } from "../ui/toast/toast.ts";
import { useIsCompact, useIsNarrow } from "../ui/use-media-query.ts";
import { useSlow } from "../ui/skeleton.tsx";
import { AreaIcon } from "./area-icons.tsx";
import { useCommands } from "./commands.ts";
import { tellOfCrashes } from "./crash-notice.ts";
import { FrameContext, type Frame } from "./frame-context.ts";
import { Navigation } from "./navigation.tsx";
import { OfflineBanner } from "./offline-banner.tsx";
import { useRegionKeys } from "./regions.ts";
import { ScreenBoundary } from "./screen-boundary.tsx";
import { SlotsContext } from "./slots.tsx";
import { StatusBar } from "./status-bar.tsx";
import { setTheme } from "./theme.ts";

const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));
const KeysDialog = lazy(async () => ({ default: (await import("./keys-dialog.tsx")).KeysDialog }));
const NavigationDrawer = lazy(async () => ({ default: (await import("./navigation-drawer.tsx")).NavigationDrawer }));
const NotificationsDrawer = lazy(async () => ({ default: (await import("./notifications.tsx")).NotificationsDrawer }));
const GuideDrawer = lazy(async () => ({ default: (await import("./guide/guide-drawer.tsx")).GuideDrawer }));

/** What of the frame lies over the screen. */
type Overlay = "palette" | "navigation" | "guide" | "keys" | "notifications";

/** Navigation, status bar and everything that is there on each screen of a home. */
export function HomeFrame({ children }: { readonly children: ReactNode }) {
  const isNarrow = useIsNarrow();
  const isCompact = useIsCompact();
  const [overlay, setOverlay] = useState<Overlay>();
  const [status, setStatus] = useState<HTMLSpanElement | null>(null);
  const [address] = useLocation();
  const frame = useMemo(() => frameOf(setOverlay), []);
  const slots = useMemo(() => ({ status }), [status]);
  const { workspace } = useHome();
  useEffect(() => tellOfCrashes(workspace, notifications), [workspace]);
  useRegionKeys();
  useFrameCommands(frame);
  return (
    <FrameContext value={frame}>
      <SlotsContext value={slots}>
        <a href="#main" className="skip-link">
          Skip to the content
        </a>
        <div className="frame">
          {!isNarrow && <Navigation compact={isCompact} />}
          <main id="main" tabIndex={-1} className="main">
            <OfflineBanner />
            <ScreenBoundary address={address}>
              <Suspense fallback={<Waiting />}>{children}</Suspense>
            </ScreenBoundary>
          </main>
          {!isNarrow && <StatusBar slot={setStatus} />}
        </div>
        <Overlays overlay={overlay} onClose={() => setOverlay(undefined)} />
      </SlotsContext>
    </FrameContext>
  );
}

function frameOf(open: (overlay: Overlay) => void): Frame {
  return {
    openPalette: () => open("palette"),
    openNavigation: () => open("navigation"),
    openGuide: () => open("guide"),
    openKeys: () => open("keys"),
    openNotifications: () => {
      open("notifications");
      notifications.markRead();
    },
  };
}

function Overlays({ overlay, onClose }: { readonly overlay: Overlay | undefined; readonly onClose: () => void }) {
  return (
    <Suspense>
      {overlay === "palette" && <Palette onClose={onClose} />}
      {overlay === "keys" && <KeysDialog onClose={onClose} />}
      {overlay === "guide" && <GuideDrawer onClose={onClose} />}
      {overlay === "navigation" && <NavigationDrawer onClose={onClose} />}
      {overlay === "notifications" && <NotificationsDrawer onClose={onClose} />}
    </Suspense>
  );
}

/** A screen's code is on its way. */
function Waiting() {
  const slow = useSlow();
  return (
    <div className="top-bar" aria-busy>
      {slow && <span role="status">Loading</span>}
    </div>
  );
}

function useFrameCommands(frame: Frame): void {
  const { name, paths } = useHome();
  const [, navigate] = useLocation();
  useCommands(
    [
      {
        label: "Go to Pipelines",
        keys: "g p",
        icon: <AreaIcon name="pipelines" size={14} />,
        run: () => navigate(paths.pipelines()),
      },
      {
        label: "Go to Scripts",
        keys: "g s",
        icon: <AreaIcon name="scripts" size={14} />,
        run: () => navigate(paths.scripts()),
      },
      {
        label: "Go to Secrets",
        keys: "g k",
        icon: <AreaIcon name="secrets" size={14} />,
        run: () => navigate(paths.secrets),
      },
      {
        label: "Go to Traces",
        keys: "g t",
        icon: <AreaIcon name="traces" size={14} />,
        run: () => navigate(paths.traces()),
      },
      { label: "Read the guide", icon: <AreaIcon name="guide" size={14} />, run: () => navigate(paths.guide) },
      ...(name === "admin"
        ? [
            {
              label: "Go to the playground",
              icon: <AreaIcon name="playground" size={14} />,
              run: () => navigate("/playground"),
            },
          ]
        : [{ label: "Connect a worker", run: () => navigate("/admin/pipelines") }]),
    ],
    { group: "Go" },
  );
  useCommands(
    [
      { label: "Commands", keys: "mod+k", inFields: true, run: frame.openPalette },
      { label: "Keys of this screen", keys: "?", run: frame.openKeys },
      { label: "Search this screen", keys: "/", run: focusSearch },
      { label: "Notifications", run: frame.openNotifications },
      { label: "Theme as the system", group: "Theme", run: () => setTheme("system") },
      { label: "Light theme", group: "Theme", run: () => setTheme("light") },
      { label: "Dark theme", group: "Theme", run: () => setTheme("dark") },
    ],
    { group: "Everywhere" },
  );
}

/** A screen's search is the field with data-search. */
function focusSearch(): void {
  document.querySelector<HTMLElement>("[data-search]")?.focus();
}
