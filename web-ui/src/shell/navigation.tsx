import {
  BookOpen,
  Check,
  ChevronsUpDown,
  FileText,
  LogOut,
  Monitor,
  Moon,
  Plug,
  Server,
  Sun,
  SunMoon,
} from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";

import { useHome } from "../data/home.tsx";
import { pathsOf } from "../data/paths.ts";
import { usePipelines } from "../data/queries/pipelines.ts";
import { useScripts } from "../data/queries/scripts.ts";
import { useSecrets } from "../data/queries/secrets.ts";
import { cx } from "../ui/cx.ts";
import { SluiceMark } from "../ui/icons/sluice-mark.tsx";
import { MenuButton } from "../ui/menu-button.tsx";
import type { MenuEntry } from "../ui/menu.tsx";
import { Tooltip } from "../ui/tooltip.tsx";
import { AreaIcon } from "./area-icons.tsx";
import { useFrame } from "./frame-context.ts";
import { isWithin } from "./is-within.ts";
import { adminSession } from "./session.ts";
import { setTheme, useTheme, type Theme } from "./theme.ts";

export interface NavigationProps {
  /** Icons with tooltips, as between 768 and 1279 px. */
  readonly compact?: boolean | undefined;
  /** Called when it has led somewhere, as the sheet that holds it closes then. */
  readonly onGo?: (() => void) | undefined;
}

/** The way around a home. */
export function Navigation({ compact = false, onGo }: NavigationProps) {
  const { name, paths } = useHome();
  const { openGuide } = useFrame();
  const counts = useCounts();
  return (
    <nav aria-label="Main" data-region="navigation" className={cx("navigation", compact && "is-compact")}>
      <div className="flex h-7 items-center gap-2 px-2 font-semibold">
        <SluiceMark />
        <span className={cx(compact && "sr-only")}>Sluice</span>
      </div>
      <HomeSwitch compact={compact} />
      <ul className="grid gap-px" onClick={onGo}>
        <Item
          {...{ compact }}
          to={paths.pipelines()}
          icon={<AreaIcon name="pipelines" />}
          label="Pipelines"
          count={counts.pipelines}
        />
        <Item
          {...{ compact }}
          to={paths.scripts()}
          icon={<AreaIcon name="scripts" />}
          label="Scripts"
          count={counts.scripts}
        />
        <Item
          {...{ compact }}
          to={paths.secrets}
          icon={<AreaIcon name="secrets" />}
          label="Secrets"
          count={counts.secrets}
        />
        <Item {...{ compact }} to={paths.traces()} icon={<AreaIcon name="traces" />} label="Traces" />
      </ul>
      <ul className="mt-auto grid gap-px" onClick={onGo}>
        <Item
          {...{ compact }}
          to={pathsOf("playground").start}
          exact
          icon={<AreaIcon name="playground" />}
          label="Playground"
        />
        <Action
          {...{ compact }}
          icon={<BookOpen size={16} strokeWidth={1.4} aria-hidden />}
          label="Guide"
          onPress={openGuide}
        />
        <ThemeMenu compact={compact} />
        {name === "playground" && (
          <Item
            {...{ compact }}
            to={pathsOf("admin").start}
            icon={<Plug size={16} strokeWidth={1.4} aria-hidden />}
            label="Connect a worker"
          />
        )}
      </ul>
    </nav>
  );
}

function useCounts(): Readonly<Record<"pipelines" | "scripts" | "secrets", number | undefined>> {
  const pipelines = usePipelines().data;
  return {
    pipelines: pipelines?.length,
    scripts: useScripts().data?.length,
    secrets: useSecrets().data?.length,
  };
}

interface ItemProps {
  readonly to: string;
  readonly icon: ReactNode;
  readonly label: string;
  readonly count?: number | undefined;
  readonly compact: boolean;
  /** Current only at this very address. */
  readonly exact?: boolean | undefined;
}

function Item({ to, icon, label, count, compact, exact = false }: ItemProps) {
  const [location] = useLocation();
  const isCurrent = isWithin(location, to, exact);
  const link = (
    <Link
      href={to}
      className="nav-item"
      aria-current={isCurrent ? "page" : undefined}
      aria-label={compact ? label : undefined}
    >
      {icon}
      {!compact && label}
      {!compact && count !== undefined && <span className="nav-count">{count}</span>}
    </Link>
  );
  return (
    <li>
      <Tooltip text={compact ? label : undefined} side="right">
        {link}
      </Tooltip>
    </li>
  );
}

interface ActionProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly compact: boolean;
  readonly onPress: () => void;
}

function Action({ icon, label, compact, onPress }: ActionProps) {
  return (
    <li>
      <Tooltip text={compact ? label : undefined} side="right">
        <button type="button" className="nav-item w-full" onClick={onPress} aria-label={compact ? label : undefined}>
          {icon}
          {!compact && label}
        </button>
      </Tooltip>
    </li>
  );
}

const themes: readonly { readonly value: Theme; readonly label: string; readonly icon: ReactNode }[] = [
  { value: "system", label: "As the system", icon: <Monitor size={14} aria-hidden /> },
  { value: "light", label: "Light", icon: <Sun size={14} aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon size={14} aria-hidden /> },
];

function ThemeMenu({ compact }: { readonly compact: boolean }) {
  const theme = useTheme();
  const entries = themes.map(({ value, label, icon }) => ({
    label,
    icon,
    checked: theme === value,
    onSelect: () => setTheme(value),
  }));
  return (
    <li>
      <Tooltip text={compact ? "Theme" : undefined} side="right">
        <MenuButton className="nav-item w-full" aria-label={compact ? "Theme" : undefined} side="top" entries={entries}>
          <SunMoon size={16} strokeWidth={1.4} aria-hidden />
          {!compact && "Theme"}
        </MenuButton>
      </Tooltip>
    </li>
  );
}

function HomeSwitch({ compact }: { readonly compact: boolean }) {
  const { name } = useHome();
  const [, navigate] = useLocation();
  const label = name === "playground" ? "This browser" : location.host;
  const icon =
    name === "playground" ? (
      <FileText size={14} strokeWidth={1.5} aria-hidden />
    ) : (
      <Server size={14} strokeWidth={1.5} aria-hidden />
    );
  const entries: MenuEntry[] = [
    homeEntry("Playground", "in this browser", name === "playground", () => navigate(pathsOf("playground").start)),
    homeEntry("Admin", location.host, name === "admin", () => navigate(pathsOf("admin").start)),
  ];
  if (name === "admin") {
    const onSelect = (): void => adminSession.signOut();
    entries.push({ separator: true }, { label: "Sign out", icon: <LogOut size={14} aria-hidden />, onSelect });
  }
  return (
    <Tooltip text={compact ? label : undefined} side="right">
      <MenuButton className="home-switch" aria-label={`Home: ${label}`} entries={entries}>
        {icon}
        {!compact && <span className="min-w-0 flex-1 truncate text-left">{label}</span>}
        {!compact && <ChevronsUpDown size={12} className="text-fg-3" aria-hidden />}
      </MenuButton>
    </Tooltip>
  );
}

function homeEntry(label: string, hint: string, isCurrent: boolean, onSelect: () => void): MenuEntry {
  const icon = <span className="w-3.5">{isCurrent && <Check size={14} className="text-accent" aria-hidden />}</span>;
  return { label, hint, icon, onSelect };
}
