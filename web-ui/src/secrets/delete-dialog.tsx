import type { SecretListing } from "sluice";
import type { ReactElement } from "react";

import { faultOf } from "../data/faults.ts";
import { useDeleteSecret } from "../data/queries/secrets.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { isUsed } from "./model/secret-list.ts";

export interface DeleteDialogProps {
  readonly secret: SecretListing;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks before a secret goes. One that something names asks for its own name. */
export function DeleteDialog({ secret, onClose, onDone }: DeleteDialogProps): ReactElement {
  const deleting = useDeleteSecret();
  const { name, version, users } = secret;
  const used = isUsed(secret);
  const confirm = async (): Promise<void> => {
    try {
      await deleting.mutateAsync({ name, version, ...(used && { force: true }) });
    } catch (error) {
      const { title, text } = faultOf(error);
      throw new Error(`${title} ${text}`, { cause: error });
    }
    onDone();
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete ${name}?`}
      action={`Delete ${name}`}
      danger
      typed={used ? name : undefined}
      onConfirm={confirm}
    >
      <p>The value can't be brought back. helpers.secret("{name}") answers nil from the next run on.</p>
      {users.pipelines.length > 0 && (
        <p>
          Live pipelines name it: <span className="code text-fg-1">{users.pipelines.join(", ")}</span>
        </p>
      )}
      {users.scripts.length > 0 && (
        <p>
          Scripts name it: <span className="code text-fg-1">{users.scripts.join(", ")}</span>
        </p>
      )}
    </ConfirmDialog>
  );
}
