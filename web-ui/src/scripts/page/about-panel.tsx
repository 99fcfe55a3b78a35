import { Link } from "wouter";

import { useHome } from "../../data/home.tsx";
import type { ScriptEditing } from "../../data/queries/script-editing.ts";
import type { ScriptUse } from "../../data/script-usage.ts";
import { PlainText } from "../../parts/plain-text.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { Tag } from "../../ui/tag.tsx";
import { Time } from "../../ui/time.tsx";

export interface AboutPanelProps {
  readonly id: string;
  readonly editing: ScriptEditing;
  readonly uses: readonly ScriptUse[];
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly readOnly: boolean;
}

/** Name, the note of the next version, and where the script is used. */
export function AboutPanel({ id, editing, uses, note, onNote, readOnly }: AboutPanelProps) {
  const { name, keeper, stored } = editing;
  return (
    <div className="flex flex-col gap-4 p-4">
      <TextField
        label="Name"
        maxLength={200}
        value={name}
        readOnly={readOnly}
        onChangeText={(text) => keeper.edit({ name: text })}
        hint={
          <>
            Shown to people. The id stays <span className="code">{id}</span>.
          </>
        }
      />
      <TextArea
        label="Note of the next version"
        rows={2}
        maxLength={1_000}
        value={note}
        readOnly={readOnly}
        onChangeText={onNote}
        hint="Why it changed. Saving makes a version; what is published stays as it is until it is published anew."
      />
      <section aria-label="Where it is used">
        <h2 className="font-semibold">Used by</h2>
        {uses.length === 0 ? (
          <p className="text-fg-2">No pipeline. It runs nowhere.</p>
        ) : (
          <ul className="mt-1 flex flex-col gap-1">
            {uses.map((use) => (
              <UseRow key={use.trigger} use={use} />
            ))}
          </ul>
        )}
      </section>
      {stored && (
        <p className="text-12 text-fg-2">
          Version {stored.version}, <Time at={stored.updatedAt} /> by <PlainText text={stored.updatedBy} />.
        </p>
      )}
    </div>
  );
}

function UseRow({ use: { trigger, draft, published } }: { readonly use: ScriptUse }) {
  const { paths } = useHome();
  return (
    <li className="flex items-center gap-2">
      <Link href={paths.pipelines(trigger)} className="code min-w-0 flex-1 truncate">
        {trigger}
      </Link>
      {published && <Tag tone="success">published</Tag>}
      {draft && <Tag tone="draft">draft</Tag>}
    </li>
  );
}
