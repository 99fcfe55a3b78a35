import { Bell } from "lucide-react";
import type { ReactNode, Ref } from "react";

import { useHome } from "../data/home.tsx";
import { faultOf } from "../data/faults.ts";
import { useInfo, useStats } from "../data/queries/workspace.ts";
import { StatusMark } from "../ui/icons/status-mark.tsx";
import { Keys } from "../ui/kbd.tsx";
import { useNotifications } from "../ui/toast/toast.ts";
import { formatNumber } from "../ui/format.ts";
import { useFrame } from "./frame-context.ts";
import { useOnline } from "./online.ts";

/** The lower edge: whether the home answers, what its engine does, and what the screen adds. */
export function StatusBar({ slot }: { readonly slot: Ref<HTMLSpanElement> }) {
  const { openPalette, openNotifications } = useFrame();
  const unread = useNotifications().filter(({ read }) => !read).length;
  const hash = useInfo().data?.engineHash;
  return (
    <footer className="status-bar" data-region="status" aria-label="Status">
      <Connection />
      <EngineLoad />
      <span ref={slot} className="contents" />
      <span className="flex-1" />
      {hash !== undefined && hash !== "" && <span className="code status-item text-11">engine {hash.slice(0, 8)}</span>}
      <button type="button" className="status-item" onClick={openNotifications}>
        <Bell size={12} aria-hidden />
        {unread > 0 ? `${unread} new` : "Notifications"}
      </button>
      <button type="button" className="status-item" onClick={openPalette}>
        Commands <Keys keys="mod+k" />
      </button>
    </footer>
  );
}

function Connection() {
  const { name } = useHome();
  const online = useOnline();
  const { isError, error, isSuccess, data } = useInfo();
  if (name === "playground") {
    const where =
      data?.keptIn === "memory" ? "Runs in this tab; nothing is kept" : "Runs in this browser, works offline";
    return <State status={isError ? "error" : "success"}>{isError ? faultOf(error).title : where}</State>;
  }
  if (!online) return <State status="warning">Offline</State>;
  if (isError) return <State status="error">{faultOf(error).title}</State>;
  if (!isSuccess) return <span className="status-item">Connecting</span>;
  const [fault] = data.faults;
  return fault === undefined ? (
    <State status="success">Worker connected</State>
  ) : (
    <State status="warning">{fault}</State>
  );
}

function State({
  status,
  children,
}: {
  readonly status: "success" | "warning" | "error";
  readonly children: ReactNode;
}) {
  return (
    <span className="status-item">
      <StatusMark status={status} size={10} />
      {children}
    </span>
  );
}

function EngineLoad() {
  const { data } = useStats();
  if (!data) return null;
  const { active, queue, failedSaves } = data;
  return (
    <span className="status-item tabular-nums">
      {formatNumber(active)} active · {formatNumber(queue.length)} waiting · {formatNumber(queue.vms)} VMs
      {failedSaves > 0 && <span className="text-error"> · {formatNumber(failedSaves)} traces not saved</span>}
    </span>
  );
}
