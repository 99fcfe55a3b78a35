import { Link } from "wouter";

import { useHome } from "../../data/home.tsx";
import { Drawer } from "../../ui/drawer.tsx";
import { GuideText } from "./guide-text.tsx";

/** The guide beside the screen it is read for. */
export function GuideDrawer({ onClose }: { readonly onClose: () => void }) {
  const { paths } = useHome();
  const page = (
    <Link href={paths.guide} onClick={onClose} className="mr-auto">
      Open as a page
    </Link>
  );
  return (
    <Drawer open onClose={onClose} title="Guide" width="lg" footer={page}>
      <div className="px-5 py-4">
        <GuideText />
      </div>
    </Drawer>
  );
}
