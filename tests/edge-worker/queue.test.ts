import { expect, test } from "vitest";
import { control, trigger } from "./worker.ts";

// The scripts wait for the store, so that requests come and go while others are in: 4 × 5 VMs of 20 are in use then.
test("requests that wait for each other's VMs are all answered", async () => {
  const desk = control();
  const ids = ["a", "b", "c", "d", "e"].map((letter) => `queue-${letter}`);
  for (const id of ids) {
    await desk.scripts.save({ id, code: `return { data = { ["${id}"] = tostring(helpers.secret("NO_SUCH_SECRET")) } }` });
  }
  await desk.pipelines.publish({ trigger: "before_signup", layers: [ids] }, { sample: { email: "ada@acme.example" } });
  const calls = Array.from({ length: 16 }, (_, n) => trigger("before_signup", { email: `user${n}@acme.example` }));
  const data = Object.fromEntries(ids.map((id) => [id, "nil"]));
  for (const outcome of await Promise.all(calls)) expect(outcome).toMatchObject({ allowed: true, data });
}, 60_000);
