import type { KeyValueStore } from "sluice";
import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "../../edge-worker/src/routes/index.ts";
import { deploy, seed, type Deployment } from "./deployment.ts";
import { refusalsOf } from "./refusals.ts";
import { addressOf, examples } from "./route-examples.ts";

/** What every route of the API keeps to, on a store of the kind that `openStore` makes anew. */
export function defineRouteContract(openStore: () => KeyValueStore | Promise<KeyValueStore>): void {
  test("every route has an example", () => {
    expect(Object.keys(examples("")).sort()).toEqual(routes.map(({ id }) => id).sort());
  });

  describe.each(routes.map((route) => [route.id, route] as const))("%s", (id, route) => {
    let deployment: Deployment;
    let traceId: string;

    beforeAll(async () => {
      deployment = deploy(await openStore());
      ({ traceId } = await seed(deployment));
    });

    test("refuses what it cannot take, with a code and the field, and writes nothing", async () => {
      const before = await deployment.dump();
      const wrong: unknown[] = [];
      for (const { what, address, sent, headers = {}, ...expected } of refusalsOf(route, examples(traceId)[id]!, routes)) {
        const response = await deployment.send(address, sent);
        const type = response.headers.get("content-type");
        const problem = type === "application/problem+json" ? ((await response.json()) as object) : {};
        const answered = { ...problem, ...Object.fromEntries(Object.keys(headers).map((name) => [name, response.headers.get(name)])) };
        const fits = Object.entries({ ...expected, ...headers }).every(([name, value]) => Reflect.get(answered, name) === value);
        if (!fits || response.status !== expected.status) wrong.push({ what, address, expected, status: response.status, answered });
      }
      expect(wrong).toEqual([]);
      expect(await deployment.dump()).toBe(before);
    });

    test("answers what its document says", async () => {
      const { method, answer } = route;
      const example = examples(traceId)[id]!;
      const sent = { method, ...(example.body && { body: example.body }) };
      const response = await deployment.send(addressOf(route.path, example), sent);
      const text = await response.text();
      expect([response.status, text]).toEqual([answer.form ? 200 : 204, expect.any(String)]);
      if (!answer.form) return;
      const body: unknown = JSON.parse(text);
      // What the form does not know is left out of what it makes.
      expect(answer.form.parse(body)).toEqual(body);
      if (answer.etag) expect(response.headers.get("etag")).toBe(`"${Reflect.get(body as object, answer.etag)}"`);
    });
  });
}
