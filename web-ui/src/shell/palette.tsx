import { Dialog } from "@base-ui/react/dialog";
import { Command, defaultFilter, useCommandState } from "cmdk";
import { Search } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useLocation } from "wouter";

import { useHome } from "../data/home.tsx";
import { useHooks, usePipelines } from "../data/queries/pipelines.ts";
import { useScripts, useScriptUsage } from "../data/queries/scripts.ts";
import { useSecrets } from "../data/queries/secrets.ts";
import { ModeMark } from "../parts/mode-mark.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { Kbd, Keys } from "../ui/kbd.tsx";
import { AreaIcon } from "./area-icons.tsx";
import { listCommands } from "./commands.ts";

/** What can be found by a few letters: hooks, scripts, secrets, a trace by its id, and every command with its key. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState("");
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fade fixed inset-0 z-30 bg-scrim" />
        <Dialog.Viewport className="fixed inset-0 z-30 grid place-items-start justify-items-center p-2 md:pt-22">
          <Dialog.Popup className="dialog fade max-w-140" aria-label="Command palette">
            <Command label="Command palette" filter={rank} loop className="flex min-h-0 flex-col">
              <div className="flex h-12 shrink-0 items-center gap-2 border-b border-line-1 px-4">
                <Search size={16} className="text-fg-3" aria-hidden />
                <Command.Input
                  value={text}
                  onValueChange={setText}
                  placeholder="Hooks, scripts, secrets, a trace's id, commands"
                  className="h-full min-w-0 flex-1 bg-transparent text-14 outline-none"
                />
              </div>
              <Command.List className="palette-list" label="What matches">
                <Command.Empty className="px-3 py-4 text-fg-3">Nothing matches.</Command.Empty>
                <TraceById text={text} onClose={onClose} />
                <Places onClose={onClose} />
                <Commands onClose={onClose} />
              </Command.List>
              <PaletteFooter />
            </Command>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Names are found in any of their parts; what people type is no regular expression and no path. */
function rank(value: string, search: string, keywords?: string[]): number {
  return defaultFilter(value, search.trim(), keywords);
}

function PaletteFooter() {
  const count = useCommandState((state) => state.filtered.count);
  return (
    <footer className="flex h-9 shrink-0 items-center gap-4 border-t border-line-1 bg-canvas px-4 text-11 text-fg-3 pointer-coarse:hidden">
      <span className="flex items-center gap-1">
        <Kbd>↑↓</Kbd> move
      </span>
      <span className="flex items-center gap-1">
        <Kbd>↵</Kbd> open
      </span>
      <span role="status" className="sr-only">
        {count} results
      </span>
      <span className="ml-auto flex items-center gap-1">
        <Kbd>Esc</Kbd> close
      </span>
    </footer>
  );
}

interface EntryProps {
  readonly value: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly hint?: ReactNode;
  readonly keys?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
  readonly onSelect: () => void;
}

function Entry({ value, icon, children, hint, keys, keywords = [], onSelect }: EntryProps) {
  return (
    <Command.Item value={value} keywords={[...keywords]} onSelect={onSelect} className="menu-item">
      {icon}
      <span className="max-w-full shrink-0 truncate">{children}</span>
      {hint !== undefined && <span className="min-w-0 truncate text-12 text-fg-3">{hint}</span>}
      {keys !== undefined && (
        <span className="ml-auto pl-2">
          <Keys keys={keys} />
        </span>
      )}
    </Command.Item>
  );
}

interface PartProps {
  readonly onClose: () => void;
}

function useGo(onClose: () => void): (to: string) => () => void {
  const [, navigate] = useLocation();
  return (to) => () => {
    onClose();
    navigate(to);
  };
}

function TraceById({ text, onClose }: PartProps & { readonly text: string }) {
  const { paths } = useHome();
  const go = useGo(onClose);
  const id = text.trim().toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(id)) return null;
  return (
    <Command.Group heading="Traces">
      <Entry
        value={`trace ${text}`}
        icon={<AreaIcon name="traces" size={14} />}
        hint="by its id"
        onSelect={go(paths.traces(id))}
      >
        <span className="code">{id}</span>
      </Entry>
    </Command.Group>
  );
}

function Places({ onClose }: PartProps) {
  const { paths } = useHome();
  const go = useGo(onClose);
  const hooks = useHooks();
  const published = new Map(usePipelines().data?.map((pipeline) => [pipeline.trigger, pipeline]));
  const scripts = useScripts().data ?? [];
  const usage = useScriptUsage();
  const secrets = useSecrets().data ?? [];
  return (
    <>
      <Command.Group heading="Hooks">
        {hooks.map(({ name, title, mode }) => (
          <Entry
            key={name}
            value={`hook ${name}`}
            keywords={[title]}
            icon={<ModeMark mode={mode} size={14} label={mode} />}
            hint={published.has(name) ? title : `${title}, no pipeline`}
            onSelect={go(paths.pipelines(name))}
          >
            <span className="code">{name}</span>
          </Entry>
        ))}
      </Command.Group>
      <Command.Group heading="Scripts">
        {scripts.map(({ id, name }) => (
          <Entry
            key={id}
            value={`script ${id}`}
            keywords={name === undefined ? [] : [name]}
            icon={<AreaIcon name="scripts" size={14} />}
            hint={usage.get(id)?.[0]?.trigger}
            onSelect={go(paths.scripts(id))}
          >
            <PlainText text={id} className="code" />
          </Entry>
        ))}
      </Command.Group>
      <Command.Group heading="Secrets">
        {secrets.map(({ name }) => (
          <Entry
            key={name}
            value={`secret ${name}`}
            icon={<AreaIcon name="secrets" size={14} />}
            onSelect={go(paths.secrets)}
          >
            <PlainText text={name} className="code" />
          </Entry>
        ))}
      </Command.Group>
    </>
  );
}

function Commands({ onClose }: PartProps) {
  // As they were when it opened: the palette itself adds none.
  const [commands] = useState(listCommands);
  const groups = Map.groupBy(
    commands.filter(({ label }) => label !== "Commands"),
    ({ group }) => group,
  );
  return [...groups].map(([group, listed]) => (
    <Command.Group key={group} heading={group}>
      {listed.map(({ label, icon, hint, keys, keywords, run }) => (
        <Entry
          key={label}
          value={`${group} ${label}`}
          {...{ hint, keys, keywords }}
          icon={icon ?? <span className="w-3.5" />}
          onSelect={() => {
            onClose();
            run();
          }}
        >
          {label}
        </Entry>
      ))}
    </Command.Group>
  ));
}
