import { useState } from "react";

import { Dialog } from "../ui/dialog.tsx";
import { keyLabels } from "../ui/hotkeys/keys.ts";
import { pageHotkeys } from "../ui/hotkeys/use-hotkeys.ts";
import { Kbd } from "../ui/kbd.tsx";

/** The keys of the current screen. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  // As they were when it opened: the dialog itself takes the page's keys away.
  const [groups] = useState(() => [...pageHotkeys.list()]);
  return (
    <Dialog open onClose={onClose} title="Keys of this screen" size="lg">
      <div className="columns-1 gap-8 md:columns-2">
        {groups.map(([group, hotkeys]) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-12 font-semibold text-fg-2">{group}</h3>
            <dl>
              {hotkeys.map(({ keys, label }) => (
                <div
                  key={keys}
                  className="flex min-h-7 items-center justify-between gap-4 border-b border-line-1 text-13"
                >
                  <dt className="order-2 flex shrink-0 gap-1">
                    {keyLabels(keys).map((name, index) => (
                      <Kbd key={index}>{name}</Kbd>
                    ))}
                  </dt>
                  <dd className="min-w-0">{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
