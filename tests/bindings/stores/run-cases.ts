import type { StoreUnderTest } from "./contract-case.ts";
import { storeCases } from "./store-cases.ts";
import { traceCases } from "./trace-cases.ts";

/** What went wrong in each case, by its name; null where nothing did. */
export type CaseFaults = Readonly<Record<string, string | null>>;

/** The names of all cases, which have no two alike. */
export const caseNames: readonly string[] = [...storeCases, ...traceCases].map(({ name }) => name);

/** Runs the cases where there is no test runner. `open` answers an empty store each time. */
export async function runCases(open: () => Promise<Required<StoreUnderTest>>): Promise<CaseFaults> {
  const faults: Record<string, string | null> = {};
  for (const { name, run } of [...storeCases, ...traceCases]) {
    faults[name] = await open()
      .then(run)
      .then(
        () => null,
        (error: unknown) => String((error as Error)?.stack ?? error),
      );
  }
  return faults;
}
