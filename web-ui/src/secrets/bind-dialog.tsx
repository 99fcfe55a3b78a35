import type { SecretListing } from "sluice";
import { useRef, useState, type ReactElement } from "react";

import { faultOf } from "../data/faults.ts";
import { useBindSecret } from "../data/queries/secrets.ts";
import { FaultNote } from "../parts/fault-note.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Note } from "../ui/note.tsx";
import { allHosts, HostsField } from "./hosts-field.tsx";

export interface BindDialogProps {
  readonly secret: SecretListing;
  readonly onClose: () => void;
}

/** Changes where a secret may be sent, without anybody seeing its value. */
export function BindDialog({ secret, onClose }: BindDialogProps): ReactElement {
  const [hosts, setHosts] = useState(secret.hosts);
  const [text, setText] = useState("");
  const field = useRef<HTMLElement>(null);
  const binding = useBindSecret();
  const bound = allHosts(hosts, text);
  const removed = secret.hosts.filter((host) => !bound?.includes(host));
  const save = async (): Promise<void> => {
    if (bound === undefined || binding.isPending) return;
    const { name, version } = secret;
    const saved = await binding.mutateAsync({ name, version, hosts: [...bound] }).catch(() => undefined);
    if (saved) onClose();
  };
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        variant="primary"
        keys="mod+enter"
        busy={binding.isPending}
        disabledReason={bound === undefined ? "A host can't be used" : undefined}
        onClick={() => void save()}
      >
        {bound?.length === 0 ? "Unbind" : "Bind"}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        <>
          Bind <span className="code">{secret.name}</span>
        </>
      }
      size="sm"
      footer={footer}
      onConfirm={() => void save()}
      initialFocus={field}
    >
      <HostsField ref={field} hosts={hosts} onChange={setHosts} text={text} onText={setText} />
      {bound?.length === 0 && (
        <Note status="warning">Without a host, any script that names it can read it and send it anywhere.</Note>
      )}
      {bound !== undefined && bound.length > 0 && removed.length > 0 && (
        <Note status="warning">
          No longer reaches {removed.join(", ")}: fetches with it are refused there from now on.
        </Note>
      )}
      {binding.error && <FaultNote fault={faultOf(binding.error)} />}
    </Dialog>
  );
}
