import { Key, RotateCw } from "lucide-react";
import type { SecretListing } from "sluice";
import type { ReactElement, ReactNode } from "react";
import { Link } from "wouter";

import { useHome } from "../data/home.tsx";
import { useAudit } from "../data/queries/audit.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { Button } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";
import { Tag } from "../ui/tag.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { changeText, isUnbound } from "./model/secret-list.ts";
import type { SecretAction } from "./screen.tsx";

export interface SecretFactsProps {
  readonly secret: SecretListing;
  readonly mayWrite: boolean;
  readonly currentKey: string | undefined;
  readonly onAction: (action: SecretAction) => void;
}

/** Everything that is known of a secret but its value. */
export function SecretFacts({ secret, mayWrite, currentKey, onAction }: SecretFactsProps): ReactElement {
  const { name, version, hosts, kid, state, fault, updatedBy } = secret;
  return (
    <>
      <div className="secret-section flex items-center gap-2">
        <Key size={14} aria-hidden />
        <h2 className="code min-w-0 font-semibold wrap-anywhere">{name}</h2>
        <Tag className="ml-auto">version {version}</Tag>
      </div>
      <div className="secret-section flex gap-2">
        <Button
          className="flex-1"
          icon={<RotateCw size={14} aria-hidden />}
          disabled={!mayWrite}
          onClick={() => onAction({ kind: "rotate", name })}
        >
          Rotate…
        </Button>
        <Button variant="danger" disabled={!mayWrite} onClick={() => onAction({ kind: "delete", name })}>
          Delete…
        </Button>
      </div>
      {state === "unreadable" && (
        <div className="secret-section">
          <Note status="error">
            Scripts do not get it: <PlainText text={fault ?? "its record can't be opened"} />. Rotate it to put a value
            in its place that this deployment has sealed.
          </Note>
        </div>
      )}
      <Section title="Usable in fetches to">
        {isUnbound(secret) ? (
          <Note status="warning">Any host. Any script that names it can read it and send it anywhere.</Note>
        ) : (
          <>
            <ul className="code text-12">
              {hosts.map((host) => (
                <li key={host}>{host}</li>
              ))}
            </ul>
            <p className="text-12 text-fg-3">
              A fetch that would take it to any other host is refused with secret_bound.
            </p>
          </>
        )}
        <Button size="sm" disabled={!mayWrite} onClick={() => onAction({ kind: "bind", name })}>
          {isUnbound(secret) ? "Bind to hosts…" : "Change hosts…"}
        </Button>
      </Section>
      <UsersSection secret={secret} />
      <Section title="Seal">
        <dl className="secret-facts">
          <dt>Key</dt>
          <dd className={kid === currentKey ? "code" : "code text-warning"}>
            {kid}
            {kid !== currentKey && <span className="font-sans">, an older key</span>}
          </dd>
          <dt>Changed by</dt>
          <dd>
            <PlainText text={updatedBy} />
          </dd>
        </dl>
      </Section>
      <ChangesSection name={name} />
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="secret-section grid justify-items-start gap-2">
      <h3 className="text-12 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function UsersSection({ secret: { users } }: { readonly secret: SecretListing }): ReactElement {
  const { paths } = useHome();
  return (
    <Section title="Used by">
      <dl className="secret-facts">
        <dt>Live</dt>
        <dd className="code">
          {users.pipelines.length === 0 && <span className="font-sans text-fg-3">none</span>}
          {users.pipelines.map((trigger) => (
            <Link key={trigger} href={paths.pipelines(trigger)} className="block">
              {trigger}
            </Link>
          ))}
        </dd>
        <dt>Scripts</dt>
        <dd className="code">
          {users.scripts.length === 0 && <span className="font-sans text-fg-3">none</span>}
          {users.scripts.map((id) => (
            <Link key={id} href={paths.scripts(id)} className="block">
              {id}
            </Link>
          ))}
        </dd>
      </dl>
      <p className="text-12 text-fg-3">By the name in their source; a name put together at run time is not found.</p>
    </Section>
  );
}

const mostChanges = 8;

function ChangesSection({ name }: { readonly name: string }): ReactElement | null {
  const { data } = useAudit(`secret:${name}`);
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  const changes = entries.flatMap((entry) => {
    const text = changeText(entry);
    return text === undefined ? [] : [{ ...entry, text }];
  });
  if (changes.length === 0) return null;
  return (
    <Section title="Changes">
      <ul className="grid w-full gap-1.5 text-12">
        {changes.slice(0, mostChanges).map(({ id, text, actor, at, note }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-2">
            <span>{text}</span>
            <span className="text-fg-3">
              <PlainText text={actor} limit={60} />, <RelativeTime at={at} />
            </span>
            {note !== undefined && <PlainText text={note} limit={200} className="w-full text-fg-2" />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
