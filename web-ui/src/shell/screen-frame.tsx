import { ChevronLeft, Menu as MenuIcon, Search } from "lucide-react";
import { Fragment, lazy, Suspense, useEffect, type ReactNode } from "react";
import { Link } from "wouter";

import { Button, IconButton } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { SplitPane } from "../ui/splitter.tsx";
import { useIsCompact, useIsNarrow } from "../ui/use-media-query.ts";
import { useFrame } from "./frame-context.ts";

const Drawer = lazy(async () => ({ default: (await import("../ui/drawer.tsx")).Drawer }));

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

/** A panel at the right: a column where there is room for three, over the content where there isn't. */
export interface Inspector {
  /** Its name: what is selected. */
  readonly label: string;
  readonly content: ReactNode;
  /** Where it lies over the content. A column is there whenever the inspector is given. */
  readonly open: boolean;
  readonly onClose: () => void;
  /** Under which its width is remembered, and how wide it is before; default 320. */
  readonly storageKey: string;
  readonly width?: number | undefined;
}

export interface ScreenFrameProps {
  /** The heading, and the page's title: "Pipelines". */
  readonly title: string;
  /** The heading drawn otherwise than as the title's text. */
  readonly heading?: ReactNode;
  /** What it is part of. */
  readonly crumbs?: readonly Crumb[] | undefined;
  /** A quiet fact beside the heading: "17 hooks, 8 with scripts". */
  readonly detail?: ReactNode;
  /** Buttons at the right of the top bar. */
  readonly actions?: ReactNode;
  /** A row of 40 px below the top bar: search, filters, views. */
  readonly toolbar?: ReactNode;
  readonly inspector?: Inspector | undefined;
  /** The content scrolls inside itself, so that the frame does not. */
  readonly fixed?: boolean | undefined;
  readonly children: ReactNode;
}

/** What every screen is built in: top bar, toolbar, content and inspector. */
export function ScreenFrame(props: ScreenFrameProps) {
  const { title, toolbar, inspector, fixed = false, children } = props;
  const isCompact = useIsCompact();
  useEffect(() => {
    document.title = `${title} · Sluice`;
  }, [title]);
  const content = (
    <div className="flex h-full min-h-0 flex-col">
      {toolbar !== undefined && (
        <div className="toolbar" data-region="toolbar" role="region" aria-label="Toolbar">
          {toolbar}
        </div>
      )}
      <div
        className={cx("min-h-0 flex-1 focus-inset", fixed ? "flex flex-col overflow-hidden" : "overflow-auto")}
        data-region="content"
        {...(!fixed && { tabIndex: 0, role: "region", "aria-label": title })}
      >
        {children}
      </div>
    </div>
  );
  return (
    <>
      <TopBar {...props} />
      <Inspected inspector={inspector} isCompact={isCompact}>
        {content}
      </Inspected>
    </>
  );
}

function TopBar({ title, heading, crumbs = [], detail, actions }: ScreenFrameProps) {
  const isNarrow = useIsNarrow();
  const { openNavigation, openPalette } = useFrame();
  const search = <Search size={isNarrow ? 18 : 14} aria-hidden />;
  return (
    <header className="top-bar">
      {isNarrow && <IconButton label="Navigation" icon={<MenuIcon size={18} aria-hidden />} onClick={openNavigation} />}
      <div className="flex min-w-0 items-center gap-1.5 whitespace-nowrap">
        {crumbs.map((crumb) => (
          <Fragment key={crumb.to}>
            <Link href={crumb.to} className="text-fg-2">
              {isNarrow ? <ChevronLeft size={18} aria-label={crumb.label} /> : crumb.label}
            </Link>
            <span className="text-fg-3 max-md:hidden" aria-hidden>
              /
            </span>
          </Fragment>
        ))}
        <h1 className="min-w-0 truncate font-semibold">{heading ?? title}</h1>
        {detail !== undefined && !isNarrow && <span className="truncate pl-1 text-12 text-fg-3">{detail}</span>}
      </div>
      <span className="flex-1" />
      {isNarrow ? (
        <IconButton label="Search" icon={search} onClick={openPalette} />
      ) : (
        <Button size="sm" variant="quiet" icon={search} keys="mod+k" onClick={openPalette}>
          Search
        </Button>
      )}
      {actions}
    </header>
  );
}

interface InspectedProps {
  readonly inspector: Inspector | undefined;
  readonly isCompact: boolean;
  readonly children: ReactNode;
}

/** One arrangement for all cases: the content keeps its focus and place when something is selected. */
function Inspected({ inspector, isCompact, children }: InspectedProps) {
  const { label = "Inspector", storageKey = "inspector", width = 320 } = inspector ?? {};
  const panel = inspector && !isCompact && (
    <aside className="h-full overflow-auto" data-region="inspector" aria-label={label}>
      {inspector.content}
    </aside>
  );
  return (
    <>
      <SplitPane {...{ storageKey, label, panel }} initial={width} min={260} max={640}>
        {children}
      </SplitPane>
      <Suspense>
        {inspector?.open && isCompact && (
          <Drawer open onClose={inspector.onClose} title={label}>
            {inspector.content}
          </Drawer>
        )}
      </Suspense>
    </>
  );
}
