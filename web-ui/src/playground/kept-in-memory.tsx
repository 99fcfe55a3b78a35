import { useInfo } from "../data/queries/workspace.ts";
import { Note } from "../ui/note.tsx";

/** Tells where the browser keeps nothing, as in some private windows. */
export function KeptInMemory() {
  const { data } = useInfo();
  if (data?.keptIn !== "memory") return null;
  return (
    <div className="p-4 pb-0">
      <Note status="warning">
        This browser gives the playground no storage here, as in some private windows. Everything works, and all of it
        is gone when this tab closes. Export it to keep it.
      </Note>
    </div>
  );
}
