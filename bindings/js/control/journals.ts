import { check } from "../check-options.ts";
import { readSavedJournal } from "../journal-records.ts";
import type { JournalControl } from "./api-traces.ts";
import { traceId } from "./arguments.ts";
import { audited } from "./audit.ts";
import { answered, type Desk } from "./desk.ts";

export function journalControl(desk: Desk): JournalControl {
  return {
    get: (id) =>
      answered(async () => {
        check(traceId, id, "id");
        const journal = await readSavedJournal(desk.records, id, desk.core);
        // Nobody is given what the log does not tell of.
        return journal && audited(desk, { action: "journal.read", target: `trace:${id}` }, async () => journal);
      }),
  };
}
