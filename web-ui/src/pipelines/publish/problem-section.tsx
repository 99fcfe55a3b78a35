import { Link } from "wouter";

import { useHome } from "../../data/home.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { Note } from "../../ui/note.tsx";
import type { CardProblem } from "../model/problems.ts";
import type { LaneFacts } from "../use-lane-facts.ts";

/** What publishing would refuse, each with the way to where it is mended. */
export function ProblemSection({ facts: { problems } }: { readonly facts: Pick<LaneFacts, "problems"> }) {
  const all = [...[...problems.cards.values()].flat(), ...[...problems.layers.values()].flat(), ...problems.pipeline];
  if (all.length === 0) return null;
  return (
    <Note status={problems.errors > 0 ? "error" : "warning"}>
      <ul className="grid gap-1">
        {all.map((problem, index) => (
          <li key={index}>
            <ScriptLink {...problem} />
            <PlainText text={problem.message} limit={400} />
            {problem.line !== undefined && ` Line ${problem.line}.`}
          </li>
        ))}
      </ul>
    </Note>
  );
}

function ScriptLink({ scriptId, line }: Pick<CardProblem, "scriptId" | "line">) {
  const { paths } = useHome();
  if (scriptId === undefined) return null;
  const place = line === undefined ? "" : `?line=${line}`;
  return (
    <>
      <Link href={`${paths.scripts(scriptId)}${place}`} className="code text-accent hover:underline">
        {scriptId}
      </Link>
      {": "}
    </>
  );
}
