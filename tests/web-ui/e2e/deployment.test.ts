import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { editorIn, linesOf } from "./support/editor.ts";
import { startServer } from "./support/server.ts";
import { outcome } from "./support/playground.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

const code = `local region = helpers.env("REGION")
local other = helpers.env("RAGION")
local near = helpers.fetch("https://api.partner.example.com/")
local far = helpers.fetch("https://api.example.org/")
return { data = { region = region, other = other, near = near.status, far = far.status } }
`;

describe.skipIf(uiIsMissing)("a script of a deployment with limits, hosts and settings of its own", () => {
  const ui = useUi(async (keep) => {
    const server = keep(
      await startServer({
        SLUICE_FETCH_HOSTS: "*.example.com",
        SLUICE_LIMITS: "instructions=123456,scriptBytes=9000",
        SLUICE_ENV_REGION: "eu",
      }),
    );
    await server.request("PUT", "scripts/reach", { code });
    await server.request("PUT", "scripts/steps", { code: "for _ = 1, 40000 do end\nreturn {}\n" });
    await server.request("PUT", "pipelines/before_signup/draft", { layers: [["reach"]] });
    await server.request("PUT", "pipelines/before_signin/draft", { layers: [["steps"]] });
    return server;
  });
  const open = async (id: string): Promise<Page> => {
    const page = await ui.openAdmin(`/admin/pipelines/scripts/${id}`);
    await editorIn(page).locator(".cm-content").waitFor();
    return page;
  };

  test("is marked where it asks for a host or a setting that is not there, and nowhere else", async () => {
    const page = await open("reach");
    const marked = editorIn(page).locator(".cm-lintRange");
    await expect.poll(() => marked.allTextContents(), { timeout: 20_000 }).toEqual(['"RAGION"', '"https://api.example.org/"']);
    await marked.last().hover();
    await editorIn(page).getByText("api.example.org is not among the hosts").waitFor();
    await page.getByText(`${code.length} of 9,000 bytes.`).waitFor();
  });

  test("is completed with the names of settings", async () => {
    const page = await open("reach");
    await editorIn(page).locator(".cm-content").press("Control+Home");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.type('local again = helpers.env("');
    await editorIn(page).getByRole("option", { name: "REGION" }).click();
    await expect.poll(() => linesOf(page)).toContain('local again = helpers.env("REGION")');
  });

  test("is tried against its limits, which the meters show", async () => {
    const page = await open("steps");
    await page.keyboard.press("Control+Enter");
    await outcome(page).getByText(/^Allowed/).waitFor();
    const limits = page.getByRole("region", { name: "Limits" });
    await limits.getByText(/of 123,456/).waitFor();
  });
});
