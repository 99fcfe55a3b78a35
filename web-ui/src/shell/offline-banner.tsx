import { WifiOff } from "lucide-react";

import { useHome } from "../data/home.tsx";
import { useOnline } from "./online.ts";

/** Says what waits while there is no network. The playground needs none and says nothing. */
export function OfflineBanner() {
  const { name } = useHome();
  const online = useOnline();
  if (online || name === "playground") return null;
  return (
    <div role="status" className="flex shrink-0 gap-2 bg-warning-soft px-4 py-2 text-12">
      <WifiOff size={14} className="mt-px text-warning" aria-hidden />
      <p>
        <b>Offline.</b> Edits are saved in this browser and sent when you're back. Publishing waits.
      </p>
    </div>
  );
}
