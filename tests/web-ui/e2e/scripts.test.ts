import { describe, expect, test } from "vitest";

import { editorIn } from "./support/editor.ts";
import { expectAccessible, lookAt, screenshot, sizes } from "./support/page.ts";
import { startServer, tokens } from "./support/server.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

describe.skipIf(uiIsMissing)("scripts in Chromium, on a worker", () => {
  const ui = useUi(async (keep) => {
    const server = keep(await startServer());
    const save = (code: string, note: string) =>
      server.request("PUT", "scripts/geo_risk", { name: "Geo risk", code, note });
    await save("-- First\nreturn {}\n", "first");
    await save("-- Scores the address\nreturn { data = { score = 7 } }\n", "with a score");
    await server.request("PUT", "pipelines/before_signup/draft", { layers: [["geo_risk"]] });
    return server;
  });

  const at = (path: string) => `/admin/pipelines/scripts${path}`;

  test.each(sizes)("the list and a script are accessible, and keep to the policy (%s)", async (viewport) => {
    const page = await ui.openAdmin(at(""), { viewport });
    await page.getByRole("link", { name: "geo_risk" }).waitFor();
    await lookAt(page, "scripts", viewport);
    await page.getByRole("link", { name: "geo_risk" }).click();
    await editorIn(page).getByText("Scores the address").waitFor();
    await page.getByText("No syntax errors.").waitFor();
    await lookAt(page, "script", viewport);
  });

  test("what is typed is marked where it is wrong, survives a reload, and becomes one version when it is saved", async () => {
    const page = await ui.openAdmin(at("/geo_risk"));
    await editorIn(page).getByText("Scores the address").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("local x = = 1\n");
    await page.getByText(/Line 3: /).waitFor();
    await page.reload();
    await editorIn(page).getByText("local x").waitFor();
    await page.getByText("version 2, edited since").first().waitFor();
    await editorIn(page).getByText("local x").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("return { data = { score = 9 } }\n");
    await page.getByText("No syntax errors.").waitFor();
    await page.getByRole("tab", { name: "About" }).click();
    await page.getByLabel("Note of the next version").fill("scores nine");
    await page.keyboard.press("Control+s");
    await page.getByText("version 3, saved").first().waitFor();
    await page.getByRole("tab", { name: "Versions" }).click();
    await page.getByText("scores nine").waitFor();
    await page.getByRole("button", { name: "Changes" }).first().click();
    await page.getByRole("button", { name: "Side by side" }).click();
    const both = page.getByRole("region", { name: "Versions 2 and 3 side by side" });
    await both.getByRole("columnheader", { name: "Version 3" }).waitFor();
    expect(await both.getByRole("row").count()).toBeGreaterThan(1);
    await expectAccessible(page);
    await screenshot(page, "versions-side-by-side-light");
    await page.keyboard.press("Escape");
    await both.waitFor({ state: "detached" });
    await page.getByText("+1 −2").waitFor();
    await page.getByRole("button", { name: "Bring back" }).first().click();
    await page.getByText("version 4, saved").first().waitFor();
    await editorIn(page).getByText("Scores the address").waitFor();
  });

  test("a script that a pipeline names is not deleted, and says by which; one that nothing names is", async () => {
    await ui.server.request("PUT", "scripts/unused", { code: "return {}" });
    const page = await ui.openAdmin(at("/geo_risk"));
    await page.getByRole("button", { name: "Delete geo_risk…" }).click();
    await page.getByRole("dialog").getByText("before_signup").waitFor();
    await page.getByRole("button", { name: "Close" }).last().click();
    await page.goto(at("/unused"));
    await page.getByRole("button", { name: "Delete unused…" }).click();
    await page.getByRole("button", { name: "Delete unused", exact: true }).click();
    await page.getByText("unused was deleted").first().waitFor();
    expect((await ui.server.request("GET", "scripts/unused")).status).toBe(404);
  });

  test("somebody else's save in between is a conflict, and both texts are there to choose from", async () => {
    await ui.server.request("PUT", "scripts/shared", { code: "-- ours\n" });
    const page = await ui.openAdmin(at("/shared"));
    await editorIn(page).getByText("-- ours").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("-- mine\n");
    await ui.server.request("PUT", "scripts/shared", { code: "-- theirs\n" });
    await page.keyboard.press("Control+s");
    await page.getByText("Nothing is lost").waitFor();
    await page.getByRole("button", { name: "Keep mine" }).click();
    await page.keyboard.press("Control+s");
    await page.getByText("version 3, saved").first().waitFor();
    const kept = await ui.server.request("GET", "scripts/shared");
    expect(await kept.json()).toMatchObject({ code: "-- ours\n-- mine\n" });
  });

  test("a new script is made of the template of its hook", async () => {
    const page = await ui.openAdmin(at(""));
    await page.getByRole("link", { name: "geo_risk" }).waitFor();
    await page.keyboard.press("n");
    await page.getByLabel("Name", { exact: true }).fill("No throw-aways");
    await page.keyboard.press("Enter");
    await page.waitForURL(/no_throw-aways$/);
    await editorIn(page).getByText("Turns away throw-away addresses").waitFor();
  });

  test("a token that may only read sees everything and changes nothing", async () => {
    const page = await ui.openAdmin(at("/geo_risk"), { token: tokens.read });
    await editorIn(page).getByText("return").first().click();
    await page.keyboard.type("x");
    await page
      .getByText(/saved$/)
      .first()
      .waitFor();
    expect(await page.getByRole("button", { name: "Save version" }).getAttribute("aria-disabled")).toBe("true");
  });
});
