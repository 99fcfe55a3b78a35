import { expect, test, vi } from "vitest";
import { plainSecrets, storedSecrets } from "../../../bindings/js/host/secrets.ts";

test("a plain secret is answered with the hosts it is bound to", async () => {
  const find = plainSecrets({ A: "value of A", B: { value: "value of B", hosts: ["b.example.com"] } });
  expect(await find("A")).toEqual({ plain: "value of A" });
  expect(await find("B")).toEqual({ plain: "value of B", hosts: ["b.example.com"] });
  expect(await find("C")).toBeNull();
});

test("hosts are answered in lower case, as the core compares them", async () => {
  const find = plainSecrets({ A: { value: "value of A", hosts: ["A.Example.com"] } });
  expect(await find("A")).toEqual({ plain: "value of A", hosts: ["a.example.com"] });
});

test.each(["constructor", "__proto__", "toString"])(
  "%s is not a secret just because every object has it",
  async (name) => {
    expect(await plainSecrets({})(name)).toBeNull();
  },
);

test("a stored secret is answered sealed, as it was read", async () => {
  const find = storedSecrets(async (name) => (name === "A" ? { ciphertext: "x" } : null), vi.fn());
  expect(await find("A")).toEqual({ record: { ciphertext: "x" } });
  expect(await find("B")).toBeNull();
});

test("when the store fails the script learns that it did, and the deployment why", async () => {
  const report = vi.fn();
  const cause = new Error("no route to 10.0.0.7");
  const find = storedSecrets(() => Promise.reject(cause), report);
  await expect(find("A")).rejects.toMatchObject({
    code: "store_unavailable",
    message: "secret A could not be read from the store",
  });
  expect(report).toHaveBeenCalledExactlyOnceWith(cause);
});
