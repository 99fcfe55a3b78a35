import { describe, expect, test } from "vitest";

import { isLink, packLink, unpackLink, type SharedPlayground } from "../../../../web-ui/src/playground/share/link.ts";

const shared: SharedPlayground = {
  trigger: "before_signup",
  files: {
    "pipelines/before_signup.json": '{"trigger":"before_signup","layers":[["geo"]]}',
    "scripts/geo.lua": 'return { error = "nein, danke: ünïcödé 🔑" }',
  },
  mocks: [{ url: "https://geo.example.com/", reply: { status: 200 } }] as unknown as SharedPlayground["mocks"],
  contextText: '{"email":"ann@example.com"}',
};

/** A fragment of a text that was packed by other means. */
async function fragmentOf(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return `#shared-1=${Buffer.from(await new Response(packed).arrayBuffer()).toString("base64url")}`;
}

describe("a link that holds a playground", () => {
  test("gives back what was put into it", async () => {
    const fragment = await packLink(shared);
    expect(isLink(fragment)).toBe(true);
    expect(await unpackLink(fragment)).toEqual(shared);
  });

  test("has only characters that stay as they are in an address", async () => {
    const fragment = await packLink(shared);
    expect(new URL(`https://example.com/playground${fragment}`).hash).toBe(fragment);
    expect(fragment).toMatch(/^#shared-1=[\w-]+$/);
  });

  test("is much shorter than its scripts", async () => {
    const code = "if context.email then helpers.log(context.email) end\n".repeat(200);
    const fragment = await packLink({ ...shared, files: { ...shared.files, "scripts/geo.lua": code } });
    expect(fragment.length).toBeLessThan(code.length / 10);
  });

  test("says so when it was cut off or changed", async () => {
    const fragment = await packLink(shared);
    const damaged = [fragment.slice(0, -8), `${fragment}*`, fragment.slice(0, 40), "#shared-1=", "#shared-1=AAAA"];
    for (const each of damaged) await expect(unpackLink(each), each).rejects.toThrow("damaged or was cut off");
  });

  test("is refused when it unpacks to more than any playground has", async () => {
    const bomb = await fragmentOf(JSON.stringify({ sluice: "playground", files: {}, filler: " ".repeat(3_000_000) }));
    expect(bomb.length).toBeLessThan(10_000);
    await expect(unpackLink(bomb)).rejects.toThrow("damaged or was cut off");
  });

  test.each([
    ["another kind of file", { files: {}, trigger: "before_signup" }, "no file of a playground"],
    ["no pipeline", { sluice: "playground", files: {}, trigger: "before_signup" }, "holds no pipeline"],
    ["a pipeline of the prototype's", { sluice: "playground", files: {}, trigger: "__proto__" }, "holds no pipeline"],
    ["a trigger that is no text", { sluice: "playground", files: shared.files, trigger: 5 }, "holds no pipeline"],
  ])("is refused when it holds %s", async (_what, value, message) => {
    await expect(unpackLink(await fragmentOf(JSON.stringify(value)))).rejects.toThrow(message);
  });

  test("is told from any other fragment", () => {
    expect(["", "#", "#top", "#shared-2=abc"].filter(isLink)).toEqual([]);
  });
});
