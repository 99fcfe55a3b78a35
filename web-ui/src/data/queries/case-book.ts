import { useQueryClient } from "@tanstack/react-query";
import type { KeptCases } from "sluice";
import type { Case } from "sluice/cases";

import { withAdded, withoutCase, withReplaced, type ChangedFile, type PlacedCase } from "../case-files.ts";
import { useCases, useSaveCases } from "./cases.ts";
import { keys } from "./keys.ts";

/** The cases of a trigger, one by one. A change rejects when somebody else changed the file in between. */
export interface CaseBook {
  /** Undefined until they have been read. */
  readonly files: readonly KeptCases[] | undefined;
  readonly error: Error | null;
  readonly isSaving: boolean;
  retry(): void;
  /** Into the file of the name, which is new where there is none. */
  add(added: Case, file: string): Promise<void>;
  replace(before: PlacedCase, after: Case): Promise<void>;
  remove(removed: PlacedCase): Promise<void>;
}

export function useCaseBook(trigger: string): CaseBook {
  const client = useQueryClient();
  const { data: files, error, refetch } = useCases(trigger);
  const save = useSaveCases();
  // Those that were read last, whatever the screen shows yet.
  const latest = (): readonly KeptCases[] => client.getQueryData<readonly KeptCases[]>(keys.cases(trigger)) ?? [];
  const keep = async (changed: ChangedFile | undefined): Promise<void> => {
    if (!changed) throw new Error("It is not there any more: somebody else changed or deleted it.");
    await save.mutateAsync(changed);
  };
  return {
    ...{ files, error: files ? null : error, isSaving: save.isPending },
    retry: () => void refetch(),
    add: (added, file) => keep(withAdded(latest(), trigger, added, file)),
    replace: (before, after) => keep(withReplaced(latest(), before, after)),
    remove: (removed) => keep(withoutCase(latest(), removed)),
  };
}
