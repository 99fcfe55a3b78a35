import { describe, expect, test } from "vitest";
import { cases } from "virtual:cases";
import { differencesOf, type CaseTools } from "./run-case.ts";

/** Makes each case a test that runs with `tools`, started on first use. */
export function defineCases(title: string, startTools: () => Promise<CaseTools>): void {
  let tools: Promise<CaseTools> | undefined;
  describe(title, () => {
    test.for([...cases])("$name", async (one) => {
      tools ??= startTools();
      expect(await differencesOf(one, await tools), one.case.says).toEqual([]);
    });
  });
}
