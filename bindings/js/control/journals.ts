import { check } from "../check-options.ts";
import { readSavedJournal } from "../journal-records.ts";
import type { Control } from "./api.ts";
import { traceId } from "./arguments.ts";
import { answered, type Desk } from "./desk.ts";

export function journalControl({ records, core }: Desk): Control["journals"] {
  return {
    get: (id) =>
      answered(async () => {
        check(traceId, id, "id");
        return readSavedJournal(records, id, core);
      }),
  };
}
