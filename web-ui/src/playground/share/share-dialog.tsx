import { useEffect, useState } from "react";

import { faultOf, type Fault } from "../../data/faults.ts";
import { usePlayground } from "../../data/queries/playground.ts";
import { FaultNote } from "../../parts/fault-note.tsx";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { counted } from "../../ui/format.ts";
import { Note } from "../../ui/note.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { longestLink, packLink, type SharedPlayground } from "./link.ts";
import { shareOf } from "./shared-playground.ts";

export interface ShareDialogProps {
  readonly trigger: string;
  readonly contextText: string;
  /** Saves what is typed; the link holds what is saved. */
  readonly save: () => Promise<unknown>;
  readonly onClose: () => void;
}

interface Link {
  readonly url: string;
  readonly shared: SharedPlayground;
}

/** Makes a link of the bench: everything is in its fragment, which browsers send to nobody. */
export function ShareDialog({ onClose, ...of }: ShareDialogProps) {
  const { link, fault } = useLink(of);
  return (
    <Dialog open onClose={onClose} title="Share by link" footer={<Button onClick={onClose}>Close</Button>}>
      {fault ? (
        <FaultNote fault={fault} />
      ) : link ? (
        <Ready link={link} />
      ) : (
        <SkeletonRows rows={2} height={32} label="The link" />
      )}
    </Dialog>
  );
}

function Ready({ link: { url, shared } }: { readonly link: Link }) {
  const scripts = Object.keys(shared.files).filter((path) => path.endsWith(".lua")).length;
  return (
    <>
      <div className="flex items-end gap-2">
        <TextField
          label="Link"
          mono
          readOnly
          value={url}
          className="min-w-0 flex-1"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={url} label="Copy link" variant="primary" />
      </div>
      {url.length > longestLink && (
        <Note status="warning">
          The link has {url.length.toLocaleString()} characters. Some chats and mail programs cut such links off; export
          a file instead.
        </Note>
      )}
      <Note>
        It holds the draft of {shared.trigger} with {counted(scripts, "script")}, {counted(shared.mocks.length, "mock")}{" "}
        and the context that you try it with: whoever has the link can read them. Values of secrets are not in it.
        Nothing is uploaded.
      </Note>
    </>
  );
}

function useLink({ trigger, contextText, save }: Omit<ShareDialogProps, "onClose">) {
  const workspace = usePlayground();
  const [link, setLink] = useState<Link>();
  const [fault, setFault] = useState<Fault>();
  // One link for each opening of the dialog, of what is there at that moment.
  useEffect(() => {
    let isCurrent = true;
    const make = async (): Promise<Link> => {
      await save();
      const shared = await shareOf(workspace, trigger, contextText);
      return { url: `${location.origin}/playground${await packLink(shared)}`, shared };
    };
    make().then(
      (made) => isCurrent && setLink(made),
      (error: unknown) => isCurrent && setFault(faultOf(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, []);
  return { link, fault };
}
