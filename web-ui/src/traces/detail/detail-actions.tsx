import { ChevronDown, ChevronUp, Columns2, Download, FlaskConical, Link2, MoreHorizontal } from "lucide-react";
import type { Trace } from "sluice";
import { lazy, Suspense, useState, type ReactElement } from "react";
import { useLocation } from "wouter";

import { faultOf } from "../../data/faults.ts";
import { useHome } from "../../data/home.tsx";
import { useOtlp } from "../../data/queries/traces.ts";
import { useCommands } from "../../shell/commands.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { announce } from "../../ui/live-regions.tsx";
import { Menu } from "../../ui/menu.tsx";
import { saveFile } from "../../ui/save-file.ts";
import { toast } from "../../ui/toast/toast.ts";
import { useIsNarrow } from "../../ui/use-media-query.ts";
import type { NeighbourKeys } from "./trace-detail.tsx";

const CompareDialog = lazy(async () => ({ default: (await import("../compare/compare-dialog.tsx")).CompareDialog }));

export interface DetailActionsProps {
  readonly trace: Trace;
  readonly neighbours: NeighbourKeys;
}

/** What can be done with a trace, and the dialog that one of them opens. */
export function DetailActions(props: DetailActionsProps): ReactElement {
  const [isComparing, setComparing] = useState(false);
  return (
    <>
      <ActionButtons {...props} onCompare={() => setComparing(true)} />
      <Suspense>{isComparing && <CompareDialog trace={props.trace} onClose={() => setComparing(false)} />}</Suspense>
    </>
  );
}

/** Older and newer, replay and comparison, the link, and the trace as a file. */
function ActionButtons({
  trace,
  neighbours: { goOlder, goNewer },
  onCompare,
}: DetailActionsProps & { readonly onCompare: () => void }): ReactElement {
  const isNarrow = useIsNarrow();
  const otlp = useOtlp();
  const { paths } = useHome();
  const [, navigate] = useLocation();
  const replay = (): void => navigate(paths.replay(trace.id));
  const saveJson = (): void => saveFile(`trace-${trace.id}.json`, trace);
  const saveOtlp = async (): Promise<void> => {
    try {
      const document = await otlp.mutateAsync(trace.id);
      if (document) saveFile(`trace-${trace.id}.otlp.json`, document);
      else toast({ title: "The trace is gone", status: "error" });
    } catch (error) {
      toast({ title: "The trace couldn't be had as OTLP", text: faultOf(error).text, status: "error" });
    }
  };
  const copyLink = (): void => {
    void navigator.clipboard.writeText(location.href).then(
      () => announce("Copied"),
      () => toast({ title: "The browser refused to copy", text: location.href, status: "error" }),
    );
  };
  useCommands(
    [
      { keys: "r", label: "Open this trace in the playground", run: replay },
      { keys: "c", label: "Compare this trace with another…", run: onCompare },
      { label: "Download this trace as JSON", run: saveJson },
      { label: "Download this trace as OTLP", run: () => void saveOtlp() },
      { label: "Copy link to this trace", run: copyLink },
    ],
    { group: "Trace" },
  );
  const files = [
    { label: "Download JSON", icon: <Download size={14} aria-hidden />, onSelect: saveJson },
    { label: "Download OTLP", icon: <Download size={14} aria-hidden />, onSelect: () => void saveOtlp() },
  ];
  const steps = (
    <>
      <IconButton
        label="Newer trace"
        size="sm"
        keys="k"
        icon={<ChevronUp size={14} aria-hidden />}
        disabled={!goNewer}
        onClick={goNewer}
      />
      <IconButton
        label="Older trace"
        size="sm"
        keys="j"
        icon={<ChevronDown size={14} aria-hidden />}
        disabled={!goOlder}
        onClick={goOlder}
      />
    </>
  );
  if (isNarrow) {
    return (
      <Menu
        align="end"
        trigger={<IconButton label="More for this trace" icon={<MoreHorizontal size={18} aria-hidden />} />}
        entries={[
          { label: "Newer trace", disabled: !goNewer, onSelect: () => goNewer?.() },
          { label: "Older trace", disabled: !goOlder, onSelect: () => goOlder?.() },
          { separator: true },
          { label: "Open in playground", icon: <FlaskConical size={14} aria-hidden />, onSelect: replay },
          { label: "Compare with…", icon: <Columns2 size={14} aria-hidden />, onSelect: onCompare },
          { label: "Copy link", icon: <Link2 size={14} aria-hidden />, onSelect: copyLink },
          ...files,
        ]}
      />
    );
  }
  return (
    <>
      {steps}
      <Button size="sm" keys="r" icon={<FlaskConical size={14} aria-hidden />} onClick={replay}>
        Open in playground
      </Button>
      <Button size="sm" keys="c" icon={<Columns2 size={14} aria-hidden />} onClick={onCompare}>
        Compare with…
      </Button>
      <CopyButton text={location.href} label="Copy link" variant="quiet" size="sm" />
      <Menu
        align="end"
        trigger={
          <Button size="sm" icon={<Download size={14} aria-hidden />}>
            JSON, OTLP
          </Button>
        }
        entries={files}
      />
    </>
  );
}
