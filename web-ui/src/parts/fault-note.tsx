import type { Fault } from "../data/faults.ts";
import { Note } from "../ui/note.tsx";
import { PlainText } from "./plain-text.tsx";

/** A fault in a few lines, beside what it concerns. Where it takes the place of the content, see FaultState. */
export function FaultNote({ fault: { title, text, problems } }: { readonly fault: Fault }) {
  return (
    <Note status="error">
      <p>{title}</p>
      {problems.length > 0 ? (
        <ul>
          {problems.map(({ message }, index) => (
            <li key={index}>
              <PlainText text={message} />
            </li>
          ))}
        </ul>
      ) : (
        <PlainText text={text} lines />
      )}
    </Note>
  );
}
