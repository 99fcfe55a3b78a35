import { cases } from "virtual:cases";
import { describe, expect, test } from "vitest";
import { differencesOf, type CaseTools } from "./run-case.ts";

/** Makes each case a test that runs with the tools that `toolsFor` gives for it. */
export function defineCases(title: string, toolsFor: () => Promise<CaseTools>): void {
  describe(title, () => {
    test.for([...cases])("$name", async (one) => {
      expect(await differencesOf(one, await toolsFor()), one.case.says).toEqual([]);
    });
  });
}
