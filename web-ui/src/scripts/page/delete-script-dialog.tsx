import { useLocation } from "wouter";

import { faultOf } from "../../data/faults.ts";
import { useHome } from "../../data/home.tsx";
import { useDeleteScript, useScriptUsage } from "../../data/queries/scripts.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { toast } from "../../ui/toast/toast.ts";

export interface DeleteScriptDialogProps {
  readonly id: string;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Deletes a script that nothing names; of one that is in use it says where. */
export function DeleteScriptDialog({ id, onClose, onDeleted }: DeleteScriptDialogProps) {
  const { paths } = useHome();
  const [, navigate] = useLocation();
  const uses = useScriptUsage().get(id) ?? [];
  const remove = useDeleteScript(id);
  if (uses.length > 0) {
    return (
      <Dialog open onClose={onClose} title={`${id} is still in use`} footer={<Button onClick={onClose}>Close</Button>}>
        <p>
          It can be deleted once no pipeline names it: {uses.map(({ trigger }) => trigger).join(", ")}. Take it out of
          the draft, and publish without it.
        </p>
      </Dialog>
    );
  }
  const confirm = async (): Promise<void> => {
    try {
      await remove.mutateAsync({});
    } catch (error) {
      // Somebody may have put it into a pipeline meanwhile.
      const { title, text, problems } = faultOf(error);
      throw new Error(
        [title, ...problems.map(({ message }) => message), problems.length === 0 && text].filter(Boolean).join(" "),
      );
    }
    onDeleted();
    toast({ status: "success", title: `${id} was deleted`, text: "Its versions stay and can be brought back." });
    navigate(paths.scripts());
  };
  return (
    <ConfirmDialog open onClose={onClose} title={`Delete ${id}?`} action={`Delete ${id}`} danger onConfirm={confirm}>
      No pipeline names it, so nothing that runs changes. Its versions stay and can be brought back.
    </ConfirmDialog>
  );
}
