import type { ReactElement } from "react";

import { faultOf } from "../data/faults.ts";
import { useRewrap } from "../data/queries/secrets.ts";
import { FaultNote } from "../parts/fault-note.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatNumber } from "../ui/format.ts";
import { Note } from "../ui/note.tsx";

export interface RewrapDialogProps {
  readonly older: number;
  readonly onClose: () => void;
}

const mostShown = 50;

/** Puts everything under the deployment's first key, so that older ones can go. */
export function RewrapDialog({ older, onClose }: RewrapDialogProps): ReactElement {
  const rewrap = useRewrap();
  const { data } = rewrap;
  const footer = data ? (
    <Button variant="primary" onClick={onClose}>
      Close
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" busy={rewrap.isPending} onClick={() => rewrap.mutate()}>
        Re-wrap
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} title="Re-wrap under the first key" size="sm" footer={footer}>
      <p>
        Secrets, pointers and published versions that an older key sealed or signed are put under the deployment's first
        key. Values, versions and what runs stay as they are.{" "}
        {older > 0 && `${formatNumber(older)} ${older === 1 ? "secret is" : "secrets are"} under an older key.`}
      </p>
      {rewrap.error && <FaultNote fault={faultOf(rewrap.error)} />}
      {data && (
        <Note status={data.failed.length === 0 ? "success" : "warning"}>
          {formatNumber(data.renewed)} renewed, {formatNumber(data.kept)} were under it already.{" "}
          {data.failed.length === 0
            ? "The older keys are not needed any longer."
            : `${formatNumber(data.failed.length)} left as they are, so that the older keys are still needed:`}
        </Note>
      )}
      {data && data.failed.length > 0 && (
        <ul className="grid gap-1 text-12">
          {data.failed.slice(0, mostShown).map(({ target, fault }) => (
            <li key={target}>
              <PlainText text={target} className="code font-medium" />: <PlainText text={fault} className="text-fg-2" />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
