import { useQueryClient } from "@tanstack/react-query";
import type { ImportPlan } from "sluice";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";

import { faultOf, type Fault } from "../../data/faults.ts";
import { useHome } from "../../data/home.tsx";
import { usePlayground } from "../../data/queries/playground.ts";
import { FaultNote } from "../../parts/fault-note.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { TrialBook } from "../../trial/trial.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { isLink, unpackLink, type SharedPlayground } from "./link.ts";
import { openShared, planOpening } from "./shared-playground.ts";

/** Asks before what came in the address is put beside a person's own scripts. */
export function OpenedLink({ onOpened }: { readonly onOpened: () => void }) {
  const fragment = useSharedFragment();
  return fragment === undefined ? null : <LinkDialog key={fragment} {...{ fragment, onOpened }} />;
}

function useSharedFragment(): string | undefined {
  const [fragment, setFragment] = useState(location.hash);
  useEffect(() => {
    const changed = (): void => setFragment(location.hash);
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return isLink(fragment) ? fragment : undefined;
}

function leaveFragment(): void {
  history.replaceState(history.state, "", location.pathname + location.search);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

interface LinkDialogProps {
  readonly fragment: string;
  readonly onOpened: () => void;
}

function LinkDialog({ fragment, onOpened }: LinkDialogProps) {
  const { opened, fault } = useLink(fragment);
  const { open, isOpening, failed } = useOpening(onOpened);
  const shown = fault ?? failed;
  const footer = (
    <>
      <Button onClick={leaveFragment}>{opened ? "Cancel" : "Close"}</Button>
      {opened && (
        <Button variant="primary" busy={isOpening} onClick={() => open(opened)}>
          Open it here
        </Button>
      )}
    </>
  );
  return (
    <Dialog
      open
      onClose={leaveFragment}
      title="Open a shared playground?"
      footer={footer}
      onConfirm={opened && (() => open(opened))}
    >
      {shown && <FaultNote fault={shown} />}
      {opened ? <Contents opened={opened} /> : !shown && <SkeletonRows rows={3} height={32} label="The link" />}
    </Dialog>
  );
}

interface Opened {
  readonly shared: SharedPlayground;
  readonly plan: ImportPlan;
}

const said = {
  created: "new",
  changed: "differs from yours, which stays in its history",
  unchanged: "the same as yours",
  removed: "",
} as const;

function Contents({ opened: { shared, plan } }: { readonly opened: Opened }) {
  return (
    <>
      <p className="text-fg-2">Somebody made this link. Nothing of it runs before you run it.</p>
      <ul className="grid gap-1 text-13">
        {plan.changes.map(({ path, change }) => (
          <li key={path} className="flex flex-wrap items-baseline gap-x-2">
            <span className="code wrap-anywhere">
              <PlainText text={path} />
            </span>
            <span className="text-fg-3">{said[change]}</span>
          </li>
        ))}
        {shared.mocks.length > 0 && <li className="text-fg-2">Mock fetches: {shared.mocks.length}</li>}
      </ul>
      {plan.missingSecrets.length > 0 && (
        <Note status="warning">It uses secrets that are not set here: {plan.missingSecrets.join(", ")}.</Note>
      )}
    </>
  );
}

function useLink(fragment: string) {
  const workspace = usePlayground();
  const [opened, setOpened] = useState<Opened>();
  const [fault, setFault] = useState<Fault>();
  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<Opened> => {
      const shared = await unpackLink(fragment);
      return { shared, plan: await planOpening(workspace, shared) };
    };
    read().then(
      (read) => isCurrent && setOpened(read),
      (error: unknown) => isCurrent && setFault(faultOf(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, [fragment, workspace]);
  return { opened, fault };
}

function useOpening(onOpened: () => void) {
  const { name: home, paths } = useHome();
  const workspace = usePlayground();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [isOpening, setOpening] = useState(false);
  const [failed, setFailed] = useState<Fault>();
  const open = async ({ shared, plan }: Opened): Promise<void> => {
    setOpening(true);
    try {
      await openShared(workspace, shared, plan);
      const input = { source: "draft", contextText: shared.contextText, userId: "", requestIp: "" } as const;
      new TrialBook(home).keepInput(shared.trigger, input);
      await client.invalidateQueries();
      leaveFragment();
      navigate(`${paths.start}?hook=${shared.trigger}`);
      onOpened();
    } catch (error) {
      setFailed(faultOf(error));
      setOpening(false);
    }
  };
  return { open: (opened: Opened) => void open(opened), isOpening, failed };
}
