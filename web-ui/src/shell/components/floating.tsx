import { Ellipsis, Undo2 } from "lucide-react";
import { useState } from "react";

import { Button, IconButton } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Drawer } from "../../ui/drawer.tsx";
import { announce } from "../../ui/live-regions.tsx";
import { ContextMenu, Menu, type MenuEntry } from "../../ui/menu.tsx";
import { Popover } from "../../ui/popover.tsx";
import { toast } from "../../ui/toast/toast.ts";
import { Tooltip } from "../../ui/tooltip.tsx";
import { Line, Part } from "./part.tsx";

const entries: readonly MenuEntry[] = [
  { heading: "geo_risk" },
  { label: "Open", keys: "enter", onSelect: () => undefined },
  { label: "Move to layer…", hint: "3 of 10", onSelect: () => undefined },
  { label: "Run with the sample", keys: "mod+enter", disabled: true, onSelect: () => undefined },
  { separator: true },
  { label: "Remove", danger: true, keys: "delete", icon: <Undo2 size={14} aria-hidden />, onSelect: () => undefined },
];

/** What opens over the page. */
export function Floating() {
  return (
    <Part title="What floats: menu, popover, tooltip, dialogs, drawer, toasts">
      <Line label="Menus">
        <Menu
          trigger={<IconButton label="Actions of geo_risk" icon={<Ellipsis size={14} aria-hidden />} />}
          entries={entries}
        />
        <ContextMenu entries={entries}>
          <span className="rounded-4 border border-dashed border-line-3 px-2 py-1 text-12 text-fg-2">
            Right-click here
          </span>
        </ContextMenu>
        <Popover trigger={<Button>Details</Button>} title="What this number is" className="w-70">
          <p className="text-12 text-fg-2">Instructions at the 95th percentile of the last 24 hours.</p>
        </Popover>
        <Tooltip text="Undo the move of geo_risk" keys="mod+z">
          <Button variant="quiet">With a tooltip</Button>
        </Tooltip>
      </Line>
      <Dialogs />
      <Line label="Told">
        <Button onClick={toastOfPublish}>Toast</Button>
        <Button onClick={toastOfFault}>Toast of a fault</Button>
        <Button onClick={() => announce("geo_risk picked up. Layer 2 of 3, position 2 of 2.", "assertive")}>
          Announce
        </Button>
      </Line>
    </Part>
  );
}

function toastOfPublish(): void {
  const action = { label: "Roll back", run: () => announce("Rolled back") };
  toast({ title: "before_signup v13 is live", text: "Published 14:17:02", status: "success", action });
}

function toastOfFault(): void {
  const action = { label: "Retry", run: () => announce("Trying again") };
  toast({ title: "Draft not saved", text: "The worker didn't answer. Kept in this browser.", status: "error", action });
}

function Dialogs() {
  const [open, setOpen] = useState<"dialog" | "confirm" | "drawer">();
  const close = (): void => setOpen(undefined);
  return (
    <Line label="Dialogs">
      <Button onClick={() => setOpen("dialog")}>Publish…</Button>
      <Button variant="danger" onClick={() => setOpen("confirm")}>
        Delete CRM_TOKEN…
      </Button>
      <Button onClick={() => setOpen("drawer")}>Drawer</Button>
      <Dialog
        open={open === "dialog"}
        onClose={close}
        onConfirm={close}
        title="Publish before_signup v13"
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" keys="mod+enter" onClick={close}>
              Publish v13
            </Button>
          </>
        }
      >
        <p className="text-fg-2">Every sign-up runs it from then on.</p>
      </Dialog>
      <ConfirmDialog
        open={open === "confirm"}
        onClose={close}
        title="Delete CRM_TOKEN?"
        action="Delete CRM_TOKEN"
        typed="CRM_TOKEN"
        danger
        onConfirm={close}
      >
        1 published pipeline reads it: after_signup. From its next run the script gets nil.
      </ConfirmDialog>
      <Drawer
        open={open === "drawer"}
        onClose={close}
        title="before_signup"
        footer={<Button onClick={close}>Done</Button>}
      >
        <p className="p-4 text-fg-2">A deny aborts sign-up. The request waits for the last layer.</p>
      </Drawer>
    </Line>
  );
}
