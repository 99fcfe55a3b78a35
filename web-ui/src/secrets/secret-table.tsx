import { MoreHorizontal, TriangleAlert } from "lucide-react";
import type { SecretListing } from "sluice";
import type { KeyboardEvent, ReactElement } from "react";

import { Button, IconButton } from "../ui/button.tsx";
import { Menu } from "../ui/menu.tsx";
import { useRoving } from "../ui/roving.ts";
import { Cell, HeadCell, Row, Table } from "../ui/table.tsx";
import { Tag } from "../ui/tag.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { useIsNarrow } from "../ui/use-media-query.ts";
import { isUnbound } from "./model/secret-list.ts";
import type { SecretAction } from "./screen.tsx";

export interface SecretTableProps {
  readonly secrets: readonly SecretListing[];
  readonly selected: string | undefined;
  readonly currentKey: string | undefined;
  readonly mayWrite: boolean;
  readonly onSelect: (name: string) => void;
  readonly onAction: (action: SecretAction) => void;
}

/** All secrets, one a row. Arrow keys go through them, Enter shows the facts. */
export function SecretTable(props: SecretTableProps): ReactElement {
  const { secrets, onSelect } = props;
  const roving = useRoving<HTMLTableElement>(secrets.map(({ name }) => name));
  const isNarrow = useIsNarrow();
  const onKeyDown = (event: KeyboardEvent, name: string): void => {
    if (event.key !== "Enter" || event.target !== event.currentTarget) return;
    event.preventDefault();
    onSelect(name);
  };
  return (
    <Table role="grid" aria-label="Secrets" className="secret-table" {...roving.container}>
      <thead>
        <tr>
          <HeadCell>Name</HeadCell>
          {!isNarrow && <HeadCell>Usable in fetches to</HeadCell>}
          {!isNarrow && <HeadCell>Used by</HeadCell>}
          <HeadCell>Changed</HeadCell>
          {!isNarrow && <HeadCell>Key</HeadCell>}
          <HeadCell>
            <span className="sr-only">Actions</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {secrets.map((secret) => (
          <Row
            key={secret.name}
            selected={secret.name === props.selected}
            {...roving.item(secret.name)}
            onClick={() => onSelect(secret.name)}
            onKeyDown={(event) => onKeyDown(event, secret.name)}
          >
            <SecretCells {...props} secret={secret} isNarrow={isNarrow} />
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

interface SecretCellsProps extends SecretTableProps {
  readonly secret: SecretListing;
  readonly isNarrow: boolean;
}

function SecretCells({ secret, isNarrow, currentKey, mayWrite, onAction }: SecretCellsProps): ReactElement {
  const { name, kid, updatedAt, state } = secret;
  return (
    <>
      <Cell>
        <span className="code font-semibold">{name}</span>
        {state === "unreadable" && (
          <Tag tone="error" className="ml-2">
            unreadable
          </Tag>
        )}
        {isNarrow && (
          <span className="block text-12">
            <Hosts secret={secret} />
          </span>
        )}
      </Cell>
      {!isNarrow && (
        <Cell className="max-w-64 truncate">
          <Hosts secret={secret} />
        </Cell>
      )}
      {!isNarrow && (
        <Cell className="max-w-48 truncate">
          <Users secret={secret} />
        </Cell>
      )}
      <Cell className="text-12 text-fg-2">
        <RelativeTime at={updatedAt} />
      </Cell>
      {!isNarrow && (
        <Cell className={kid === currentKey ? "code text-12 text-fg-3" : "code text-12 text-warning"}>
          {kid}
          {kid !== currentKey && <span className="sr-only">, an older key</span>}
        </Cell>
      )}
      <Cell className="text-right" onClick={(event) => event.stopPropagation()}>
        <span className="inline-flex items-center gap-1">
          {!isNarrow && (
            <Button size="sm" variant="quiet" disabled={!mayWrite} onClick={() => onAction({ kind: "rotate", name })}>
              Rotate…
            </Button>
          )}
          <Menu
            align="end"
            trigger={
              <IconButton label={`More for ${name}`} size="sm" icon={<MoreHorizontal size={14} aria-hidden />} />
            }
            entries={[
              { label: "Rotate…", disabled: !mayWrite, onSelect: () => onAction({ kind: "rotate", name }) },
              { label: "Bind hosts…", disabled: !mayWrite, onSelect: () => onAction({ kind: "bind", name }) },
              { separator: true },
              {
                label: "Delete…",
                danger: true,
                disabled: !mayWrite,
                onSelect: () => onAction({ kind: "delete", name }),
              },
            ]}
          />
        </span>
      </Cell>
    </>
  );
}

function Hosts({ secret }: { readonly secret: SecretListing }): ReactElement {
  if (isUnbound(secret)) {
    return (
      <span className="inline-flex items-center gap-1.5 text-12 text-warning">
        <TriangleAlert size={12} aria-hidden /> any host, readable by scripts
      </span>
    );
  }
  return <span className="code text-12">{secret.hosts.join(", ")}</span>;
}

function Users({ secret: { users } }: { readonly secret: SecretListing }): ReactElement {
  const { pipelines, scripts } = users;
  const [first, ...others] = pipelines.length > 0 ? pipelines : scripts;
  if (first === undefined) return <span className="text-12 text-fg-3">nothing</span>;
  const noun = pipelines.length > 0 ? "pipelines" : "scripts";
  if (others.length > 0)
    return (
      <span className="text-12">
        {others.length + 1} {noun}
      </span>
    );
  return (
    <span className="text-12">
      <span className="code">{first}</span>
      {pipelines.length === 0 && <span className="text-fg-3"> (script, not live)</span>}
    </span>
  );
}
