import { Drawer } from "../ui/drawer.tsx";
import { Navigation } from "./navigation.tsx";

/** The navigation where there is no room for it beside the content. */
export function NavigationDrawer({ onClose }: { readonly onClose: () => void }) {
  return (
    <Drawer open onClose={onClose} title="Navigation" side="left" modal>
      <Navigation onGo={onClose} />
    </Drawer>
  );
}
