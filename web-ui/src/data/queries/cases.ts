import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { CasesOptions, KeptCases } from "sluice";
import type { CaseFile } from "sluice/cases";

import { useWorkspace } from "../home.tsx";
import { keys } from "./keys.ts";

/** The files of cases that are kept for a trigger, by name; nothing is asked for the trigger "". */
export function useCases(trigger: string) {
  const { control } = useWorkspace();
  return useQuery({
    queryKey: keys.cases(trigger),
    queryFn: async (): Promise<KeptCases[]> => {
      const names = (await control.cases.list({ trigger })).map(({ name }) => name);
      const files = await Promise.all(names.map((name) => control.cases.get(name)));
      // One that was deleted in between is gone, one that became another trigger's is not this one's.
      return files.flatMap((file) => (file?.trigger === trigger ? [file] : []));
    },
    enabled: trigger !== "",
  });
}

/** Keeps a file of cases; refused as a conflict when it is not at `revision` any more (0 = there is none). */
export function useSaveCases() {
  const { control } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, file, ...options }: CasesOptions & { readonly name: string; readonly file: CaseFile }) =>
      control.cases.save(name, file, options),
    onSettled: () => client.invalidateQueries({ queryKey: keys.cases() }),
  });
}
