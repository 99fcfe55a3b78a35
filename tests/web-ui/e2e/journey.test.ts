import { describe, expect, test } from "vitest";

import { card } from "./support/canvas.ts";
import { editorIn } from "./support/editor.ts";
import { addScript, goTheWholeWay } from "./support/journey.ts";
import { startServer } from "./support/server.ts";
import { startService, type Service } from "./support/service.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

describe.skipIf(uiIsMissing)("the whole way of an admin", () => {
  let service: Service;
  const ui = useUi(async (keep) => {
    service = keep(await startService());
    return startServer(service.settings);
  });

  const at = (path = ""): string => `/admin/pipelines${path}`;

  test("from two scripts to a failing line, its mending, and back by rolling back", { timeout: 240_000 }, () =>
    goTheWholeWay({ ui, picture: "journey-failing-line-light" }),
  );

  test("a secret that is rotated takes effect with the next call", async () => {
    await ui.server.request("PUT", "secrets/CRM_KEY", { value: "crm-key-before", hosts: ["crm.example.com"] });
    const code = `local headers = { authorization = helpers.secret("CRM_KEY") }
helpers.fetch("https://crm.example.com/users", { headers = headers })`;
    await ui.server.request("PUT", "scripts/crm", { code });
    await ui.server.request("POST", "pipelines/after_signup/publish", { pipeline: { layers: [["crm"]] } });
    const sent = async (): Promise<string | undefined> => {
      const before = service.received.length;
      await ui.server.run("after_signup", { user: { id: "u1" } });
      // It runs after the answer.
      await expect.poll(() => service.received.length).toBe(before + 1);
      return service.received.at(-1)?.authorization;
    };
    expect(await sent()).toBe("crm-key-before");

    const page = await ui.openAdmin(at("/secrets"));
    const row = page.getByRole("row", { name: /^CRM_KEY/ });
    await row.getByRole("button", { name: "Rotate…" }).click();
    await page.getByLabel("New value").fill("crm-key-after");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await sent()).toBe("crm-key-after");
  });

  test("a reload in the middle of an edit loses neither the text of a script nor a draft", async () => {
    await ui.server.request("PUT", "scripts/kept", { code: "-- Kept\nreturn {}\n" });
    const page = await ui.openAdmin(at("/scripts/kept"));
    await editorIn(page).getByText("-- Kept").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("-- in the middle of");
    await page.reload();
    await editorIn(page).getByText("-- in the middle of").waitFor();

    await page.goto(at("/token_build"));
    await addScript(page, "kept", page.getByRole("button", { name: "Add a script…" }));
    await page.reload();
    await card(page, "kept").waitFor();
    await page.getByText(/^Draft saved/).waitFor();
    expect(await (await ui.server.request("GET", "pipelines/token_build/draft")).json()).toMatchObject({
      pipeline: { layers: [["kept"]] },
    });
  });
});
