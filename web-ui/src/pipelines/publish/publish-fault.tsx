import { faultOf } from "../../data/faults.ts";
import { PlainText } from "../../parts/plain-text.tsx";
import { Note } from "../../ui/note.tsx";

/** Why the worker refused, in its own words: it looks at everything once more. */
export function PublishFault({ error }: { readonly error: Error }) {
  const fault = faultOf(error);
  return (
    <div role="alert">
      <Note status="error">
        <b>{fault.kind === "conflict" ? "Somebody published in between." : "It wasn't published."}</b>{" "}
        <PlainText
          text={
            fault.kind === "conflict"
              ? "What is live has changed. It is shown above now; look again, then publish."
              : fault.text
          }
          limit={600}
        />
        {fault.kind !== "conflict" && fault.problems.length > 0 && (
          <ul className="mt-1 grid gap-1">
            {fault.problems.map(({ message }, index) => (
              <li key={index}>
                <PlainText text={message} limit={600} />
              </li>
            ))}
          </ul>
        )}
      </Note>
    </div>
  );
}
