import { useQueryClient } from "@tanstack/react-query";
import { Download, Ellipsis, FileUp, LayoutGrid, Link, RotateCcw } from "lucide-react";
import { useRef, useState } from "react";
import { useLocation } from "wouter";

import { faultOf } from "../data/faults.ts";
import { useHome } from "../data/home.tsx";
import { usePlayground, useReset } from "../data/queries/playground.ts";
import { useCommands } from "../shell/commands.ts";
import { IconButton } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { Menu } from "../ui/menu.tsx";
import { saveFile } from "../ui/save-file.ts";
import { toast } from "../ui/toast/toast.ts";
import { exportPlayground, importPlayground } from "./files.ts";

/** Sharing what is on the bench, export, import and starting anew. */
export function FilesMenu({ onShare }: { readonly onShare?: (() => void) | undefined }) {
  const { paths } = useHome();
  const [, navigate] = useLocation();
  const { openFile, input } = useOpenFile();
  const download = useDownload();
  const reset = useReset();
  const [isResetting, setResetting] = useState(false);
  const actions = [
    { label: "Choose an example", icon: <LayoutGrid size={14} aria-hidden />, onSelect: () => navigate(paths.start) },
    ...(onShare ? [{ label: "Share by link…", icon: <Link size={14} aria-hidden />, onSelect: onShare }] : []),
    { label: "Export to a file", icon: <Download size={14} aria-hidden />, onSelect: download },
    { label: "Open a file", icon: <FileUp size={14} aria-hidden />, onSelect: openFile },
  ];
  const last = {
    label: "Reset the playground…",
    icon: <RotateCcw size={14} aria-hidden />,
    onSelect: () => setResetting(true),
  };
  useCommands(
    [...actions, last].map(({ label, icon, onSelect }) => ({ label, icon, run: onSelect })),
    { group: "Playground" },
  );
  const trigger = <IconButton label="More of the playground" icon={<Ellipsis size={16} aria-hidden />} />;
  return (
    <>
      <Menu trigger={trigger} align="end" entries={[...actions, { separator: true }, { ...last, danger: true }]} />
      {input}
      <ConfirmDialog
        open={isResetting}
        onClose={() => setResetting(false)}
        title="Reset the playground?"
        action="Delete everything"
        danger
        onConfirm={async () => {
          await reset.mutateAsync();
          forgetTyped();
          navigate(paths.start);
        }}
      >
        Scripts, pipelines, secrets, mocks, traces and history of the playground are deleted from this browser. Export
        them first to keep them.
      </ConfirmDialog>
    </>
  );
}

/** What was typed and not saved goes with the rest. */
function forgetTyped(): void {
  const names = Object.keys(localStorage).filter((name) => name.startsWith("sluice:playground:"));
  for (const name of names) localStorage.removeItem(name);
}

function useDownload(): () => void {
  const workspace = usePlayground();
  return () => {
    void exportPlayground(workspace).then(
      (file) => saveFile("sluice-playground.json", file),
      (error: unknown) =>
        toast({ status: "error", title: `Nothing was exported. ${faultOf(error).title}`, text: faultOf(error).text }),
    );
  };
}

/** Lets a person choose a file, and reads it in. The input has to be in the page. */
export function useOpenFile() {
  const workspace = usePlayground();
  const client = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const read = async (file: File): Promise<void> => {
    try {
      const { applied, missingSecrets } = await importPlayground(workspace, await file.text());
      const missing = missingSecrets.length > 0 ? ` Secrets to set: ${missingSecrets.join(", ")}.` : "";
      toast({ status: "success", title: `${file.name} was read in`, text: `${applied.length} changed.${missing}` });
      await client.invalidateQueries();
    } catch (error) {
      toast({ status: "error", title: `${file.name} couldn't be read in`, text: faultOf(error).text });
    }
  };
  const input = (
    <input
      ref={field}
      type="file"
      accept="application/json,.json"
      hidden
      aria-label="File of a playground"
      onChange={({ target }) => {
        const [file] = target.files ?? [];
        target.value = "";
        if (file) void read(file);
      }}
    />
  );
  return { openFile: () => field.current?.click(), input };
}
