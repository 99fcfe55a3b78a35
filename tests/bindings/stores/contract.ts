import { describe, test } from "vitest";
import type { StoreUnderTest } from "./contract-case.ts";
import { storeCases } from "./store-cases.ts";
import { traceCases } from "./trace-cases.ts";

/** A thousand writes to a disk that others use too. */
const slowestMs = 60_000;

export interface ContractOptions {
  /** False where the store's clock cannot be moved: tests of its own have to stand in for what needs that. */
  readonly clock?: boolean;
  /** False: the service the store needs is missing, so that everything is skipped. */
  readonly available?: boolean;
}

/** What every store has to do: one suite for all of them. `open` answers an empty store each time. */
export function defineStoreContract(
  name: string,
  open: () => StoreUnderTest | Promise<StoreUnderTest>,
  { clock = true, available = true }: ContractOptions = {},
): void {
  describe.skipIf(!available)(`${name} as a store`, () => {
    const cases = [...storeCases, ...traceCases].filter(({ needsClock }) => clock || !needsClock);
    test.for(cases)("$name", { timeout: slowestMs }, async (one) => one.run(complete(await open())));
  });
}

function complete({ store, pass }: StoreUnderTest): Required<StoreUnderTest> {
  return {
    store,
    pass: pass ?? (() => Promise.reject(new Error("this store's clock cannot be moved"))),
  };
}
