import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import type { Leaving } from "./leave-guard.ts";

/** Asks whether something unsaved may be lost. */
export function LeaveDialog({ leaving }: { readonly leaving: Leaving }) {
  const footer = (
    <>
      <Button variant="danger" onClick={leaving.go}>
        Leave
      </Button>
      <Button variant="primary" onClick={leaving.stay}>
        Stay
      </Button>
    </>
  );
  return (
    <Dialog open onClose={leaving.stay} title="Leave this screen?" size="sm" footer={footer}>
      <p className="text-fg-2">{leaving.reason}</p>
    </Dialog>
  );
}
