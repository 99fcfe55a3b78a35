import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import {
  addBeside,
  addFirst,
  attach,
  card,
  create,
  drag,
  expectFocus,
  focusCard,
  layersOf,
  openLaneByKeyboard,
  press,
  said,
  saved,
  tabTo,
  waitForSaid,
} from "./support/canvas.ts";
import { expectAccessible } from "./support/page.ts";
import { outcome } from "./support/playground.ts";
import { startServer } from "./support/server.ts";
import { seedStory } from "./support/story.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

describe.skipIf(uiIsMissing)("pipelines in Chromium", () => {
  const ui = useUi(async (keep) => {
    const server = keep(await startServer());
    await seedStory(server);
    return server;
  });
  const playground = (path = "/pipelines"): Promise<Page> => ui.open(`/playground${path}`);
  const admin = (path: string): Promise<Page> => ui.openAdmin(`/admin/pipelines${path}`);

  test("a diamond is built by keyboard alone, and run", async () => {
    const page = await playground();
    await openLaneByKeyboard(page, "before_signout");
    await page.keyboard.press("ArrowRight");
    await press(page, "Enter");
    await create(page, "first");
    await expectFocus(page, "first");
    // Through the gate behind it, then twice beside.
    await press(page, "ArrowRight", "n");
    await create(page, "left");
    await press(page, "n");
    await create(page, "last");
    expect(await layersOf(page)).toEqual([["first"], ["left", "last"]]);
    await press(page, "n");
    await create(page, "right");
    // The last one goes into a layer of its own.
    await focusCard(page, "last");
    await press(page, "Space");
    expect(await said(page)).toContain("last picked up. Layer 2 of 2, position 2 of 3.");
    await press(page, "ArrowRight");
    expect(await said(page)).toBe("New layer 3 of 3, after left and right.");
    await press(page, "Space");
    await waitForSaid(page, "last dropped in new layer 3 of 3.");
    expect(await layersOf(page)).toEqual([["first"], ["left", "right"], ["last"]]);
    await expectFocus(page, "last");
    await saved(page);

    await tabTo(page, page.getByRole("button", { name: "Run with a sample" }));
    await press(page, "Enter");
    const result = page.getByRole("status", { name: "Outcome" });
    await result.getByText("Allowed").waitFor();
    await expectAccessible(page);
  });

  test("a diamond is built by drag and drop, and run", async () => {
    const page = await playground("/pipelines/before_signout");
    await addFirst(page, "first");
    for (const id of ["left", "right", "last"]) await addBeside(page, 1, id);
    expect(await layersOf(page)).toEqual([["first", "left", "right", "last"]]);
    await drag(page, card(page, "left"), { gate: 1 });
    await drag(page, card(page, "last"), { gate: 2 });
    await drag(page, card(page, "right"), { below: "left" });
    expect(await layersOf(page)).toEqual([["first"], ["left", "right"], ["last"]]);
    expect(await said(page)).toContain("right dropped in layer 2, position 2 of 2.");
    await page.getByRole("button", { name: "Run with a sample" }).click();
    await outcome(page).getByText("Allowed").waitFor();
    await page.keyboard.press("Escape");
    await page.reload();
    await card(page, "last").waitFor();
    expect(await layersOf(page)).toEqual([["first"], ["left", "right"], ["last"]]);
  });

  test("a drag outside of the canvas, or Escape on the way, changes nothing", async () => {
    const page = await playground("/pipelines/before_signout");
    await addFirst(page, "first");
    await addBeside(page, 1, "second");
    const box = (await card(page, "second").boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y, { steps: 5 });
    await press(page, "Escape");
    await page.mouse.up();
    expect(await said(page)).toBe("Cancelled. second is back in layer 1, position 2.");
    await page.mouse.move(box.x + 20, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 20, 20, { steps: 8 });
    await page.mouse.up();
    expect(await layersOf(page)).toEqual([["first", "second"]]);
  });

  test("what was done is undone and redone, by key and by button, and survives leaving the screen", async () => {
    const page = await playground("/pipelines/before_signout");
    await addFirst(page, "first");
    await addBeside(page, 1, "second");
    await focusCard(page, "second");
    await press(page, "Delete");
    expect(await layersOf(page)).toEqual([["first"]]);
    await expectFocus(page, "first");
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    expect(await layersOf(page)).toEqual([["first", "second"]]);
    await press(page, "Control+z");
    expect(await layersOf(page)).toEqual([["first"]]);
    await press(page, "Control+Shift+z");
    expect(await layersOf(page)).toEqual([["first", "second"]]);
    await press(page, "g", "t");
    await page.getByRole("heading", { name: "Traces", exact: true }).waitFor();
    await page.goBack();
    await card(page, "second").waitFor();
    await press(page, "Control+z");
    expect(await layersOf(page)).toEqual([["first"]]);
    await saved(page);
  });

  test("limits are shown, told, and not passed", async () => {
    const page = await playground("/pipelines/before_signout");
    await addFirst(page, "a1");
    for (const id of ["a2", "a3", "a4", "a5"]) await addBeside(page, 1, id);
    const full = page.getByRole("button", { name: "Layer 1 is full, 5 of 5" });
    expect(await full.getAttribute("aria-disabled")).toBe("true");
    await page.getByRole("button", { name: "Add a script as a new layer at the end" }).click();
    await create(page, "b1");
    await focusCard(page, "b1");
    await press(page, "Space", "ArrowLeft");
    expect(await said(page)).toBe("Layer 1 is full, 5 of 5.");
    await press(page, "Space");
    expect(await page.locator(".carry-bar").isVisible()).toBe(true);
    await press(page, "Escape");
    expect(await layersOf(page)).toEqual([["a1", "a2", "a3", "a4", "a5"], ["b1"]]);
    const meter = page.getByRole("meter", { name: "scripts in the widest layer" });
    expect(await meter.getAttribute("aria-valuetext")).toBe("5 of 5 scripts in the widest layer");
  });

  test("a script that does not parse says so in its card, and keeps the pipeline from being published", async () => {
    await ui.server.request("PUT", "scripts/broken", { code: "local x = 1\nreturn {" });
    await ui.server.request("PUT", "pipelines/apikey_before_create/draft", { layers: [["broken"]] });
    const page = await admin("/apikey_before_create");
    await page.getByText("Doesn't parse: unexpected symbol near <eof>. Line 2.").waitFor();
    await press(page, "Control+Shift+Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("There is an error.").first().waitFor();
    const publish = dialog.getByRole("button", { name: /^Publish v1/ });
    expect(await publish.getAttribute("aria-disabled")).toBe("true");
  });

  test("publishing waits for a sample that is allowed, then one click rolls back and another forward", async () => {
    await ui.server.request("PUT", "scripts/gate", {
      code: 'if context.email == "ada@acme.example" then return { allowed = false, error = "No." } end return {}',
    });
    await ui.server.request("POST", "pipelines/before_signin/publish", {
      pipeline: { layers: [["normalize_email"]] },
      sample: { email: "ada@acme.example" },
    });
    const page = await admin("/before_signin");
    await page.getByRole("button", { name: "Add a script to layer 1" }).click();
    await attach(page, "gate");
    await press(page, "Control+Shift+Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Edit the sample").click();
    await dialog.getByLabel("Context").fill('{"email": "ada@acme.example"}');
    await dialog.getByText("Denied", { exact: true }).waitFor();
    await dialog.getByText("The sample is denied: everybody might be.").first().waitFor();
    await dialog.getByLabel("Context").fill('{"email": "eve@acme.example"}');
    await dialog.getByText("Allowed", { exact: true }).waitFor();
    await dialog.getByLabel("Note").fill("Keep Ada out");
    await expectAccessible(page);
    await press(page, "Control+Enter");
    await page.getByText("before_signin v2 is live").first().waitFor();
    expect((await ui.server.run("before_signin", { email: "ada@acme.example" })).allowed).toBe(false);
    await page.getByRole("button", { name: "Roll back", exact: true }).first().click();
    await page.getByText("before_signin runs v1 again").first().waitFor();
    expect((await ui.server.run("before_signin", { email: "ada@acme.example" })).allowed).toBe(true);
    await page.getByRole("button", { name: "Roll back to v2" }).click();
    await page.getByText("before_signin runs v2", { exact: true }).first().waitFor();
    expect((await ui.server.run("before_signin", { email: "ada@acme.example" })).allowed).toBe(false);
  });

  test("what a script newly reaches has to be looked at, and a reason given to go without a dry run", async () => {
    const page = await admin("/before_signup");
    await page.getByRole("button", { name: /^Publish v/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Look at what is newly reached first.").first().waitFor();
    await dialog.getByText("newly reaches").waitFor();
    await dialog.getByText("newly reads secret").waitFor();
    await dialog.getByRole("checkbox", { name: "I've reviewed what these scripts can now reach" }).click();
    await dialog.getByText("risk_verdict").first().click();
    await dialog.getByRole("region", { name: "Changes of risk_verdict" }).waitFor();
    await dialog.getByRole("checkbox", { name: "Publish without a dry run; the audit log says so" }).click();
    await dialog.getByText("Say why it goes out without a dry run.").first().waitFor();
    await dialog.getByLabel("Why").fill("The lookup has no answer here");
    await dialog.getByText("Rolling back is one click.").waitFor();
    await expectAccessible(page);
  });

  test("somebody else's save is a conflict: both are shown, and one is kept", async () => {
    await ui.server.request("PUT", "pipelines/client_before_register/draft", { layers: [["audit"]] });
    const page = await admin("/client_before_register");
    await card(page, "audit").waitFor();
    await ui.server.request("PUT", "pipelines/client_before_register/draft", { layers: [["audit", "welcome"]] });
    await page.getByRole("button", { name: "Add a script as a new layer at the end" }).click();
    await attach(page, "claims");
    await page.getByText("saved this pipeline").waitFor();
    await page.getByRole("button", { name: "Compare…" }).click();
    await page.getByText("Mine: layer 2. Theirs: not there.").waitFor();
    await page.getByText("Mine: not there. Theirs: layer 1.").waitFor();
    await expectAccessible(page);
    await page.getByRole("dialog").getByRole("button", { name: "Keep mine" }).click();
    await saved(page);
    const stored = await ui.server.request("GET", "pipelines/client_before_register/draft");
    expect(((await stored.json()) as { pipeline: { layers: string[][] } }).pipeline.layers).toEqual([
      ["audit"],
      ["claims"],
    ]);
  });

  test("both drafts of a conflict are merged card by card, by keyboard", async () => {
    const draft = "pipelines/client_before_revoke/draft";
    await ui.server.request("PUT", draft, { layers: [["audit"], ["geo_risk"]] });
    const page = await admin("/client_before_revoke");
    await card(page, "geo_risk").waitFor();
    await ui.server.request("PUT", draft, { layers: [["audit", "welcome"], ["risk_verdict"]], onError: "block" });
    await page.getByRole("button", { name: "Add a script as a new layer at the end" }).click();
    await attach(page, "claims");
    await tabTo(page, page.getByRole("button", { name: "Compare…" }));
    await press(page, "Enter");
    const dialog = page.getByRole("dialog", { name: "Compare both drafts" });
    await dialog.waitFor();
    const takeTheirs = async (name: string): Promise<void> => {
      const group = dialog.getByRole("group", { name: `What to keep of ${name}` });
      await tabTo(page, group.getByRole("button", { name: "Mine" }));
      await press(page, "ArrowRight", "Enter");
      await group.getByRole("button", { name: "Theirs", pressed: true }).waitFor();
    };
    for (const name of ["geo_risk", "welcome", "If a script fails"]) await takeTheirs(name);
    await dialog.getByRole("region", { name: "The merge" }).getByText("audit, welcome").waitFor();
    await expectAccessible(page);
    await tabTo(page, dialog.getByRole("button", { name: "Keep the merge" }));
    await press(page, "Enter");
    await saved(page);
    const stored = (await (await ui.server.request("GET", draft)).json()) as { pipeline: object };
    expect(stored.pipeline).toMatchObject({ layers: [["audit", "welcome"], ["claims"]], onError: "block" });
    await press(page, "Control+z");
    await card(page, "geo_risk").waitFor();
  });

  test("who leaves a draft that could not be saved is asked first, and may stay", async () => {
    const page = await admin("/before_signout");
    await page.getByRole("button", { name: "Add a script…" }).waitFor();
    const away = "**/v1/pipelines/*/draft";
    await page.route(away, (route) => (route.request().method() === "PUT" ? route.abort() : route.continue()));
    await page.getByRole("button", { name: "Add a script…" }).click();
    await attach(page, "audit");
    await page.getByText("Edits are kept in this browser").first().waitFor({ timeout: 20_000 });
    const question = page.getByRole("dialog", { name: "Leave this screen?" });

    await page
      .getByRole("link", { name: /^Traces/ })
      .first()
      .click();
    await question.getByText("The draft of before_signout is kept in this browser only.").waitFor();
    await expectAccessible(page);
    await question.getByRole("button", { name: "Stay" }).click();
    await question.waitFor({ state: "detached" });
    expect(new URL(page.url()).pathname).toBe("/admin/pipelines/before_signout");
    await card(page, "audit").waitFor();

    // The browser itself asks before a reload, and before the page is closed.
    for (const leave of [() => page.reload(), () => page.close({ runBeforeUnload: true })]) {
      const asking = page.waitForEvent("dialog");
      void leave().catch(() => undefined);
      const dialog = await asking;
      expect(dialog.type()).toBe("beforeunload");
      await dialog.dismiss();
      await card(page, "audit").waitFor();
    }

    await page
      .getByRole("link", { name: /^Traces/ })
      .first()
      .click();
    await question.getByRole("button", { name: "Leave" }).click();
    await page.waitForURL("**/admin/pipelines/traces");
    await page.unroute(away);
    await page.goto("/admin/pipelines/before_signout");
    await card(page, "audit").waitFor();
    await saved(page);
    await page
      .getByRole("link", { name: /^Traces/ })
      .first()
      .click();
    await page.waitForURL("**/admin/pipelines/traces");
  });

  test("edits made while the worker is away are kept, survive a reload, and are sent", async () => {
    const page = await admin("/client_after_register");
    await page.getByRole("button", { name: "Add a script…" }).waitFor();
    await page.route("**/v1/pipelines/*/draft", (route) =>
      route.request().method() === "PUT" ? route.abort() : route.continue(),
    );
    await page.getByRole("button", { name: "Add a script…" }).click();
    await attach(page, "audit");
    await page.getByText("Edits are kept in this browser").first().waitFor({ timeout: 20_000 });
    await page.unroute("**/v1/pipelines/*/draft");
    await page.reload();
    await card(page, "audit").waitFor();
    await saved(page);
  });

  test("a custom hook is added, and drafts are discarded with Undo", async () => {
    const page = await admin("");
    await page.getByRole("button", { name: "Custom hook", exact: true }).click();
    await page.getByLabel("Name").fill("Before invite");
    await page.getByText("Use a–z, 0–9 and _").waitFor();
    await page.getByLabel("Name").fill("before_invite");
    await press(page, "Enter");
    await page.getByRole("button", { name: "Add a script…" }).click();
    await attach(page, "audit");
    await saved(page);
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByText("Nothing runs at before_invite").waitFor();
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await card(page, "audit").waitFor();
    await saved(page);
  });

  test("the graph refuses a cycle and names it, takes edges from its list, and goes back to layers", async () => {
    await ui.server.request("PUT", "pipelines/apikey_before_exchange/draft", {
      layers: [["normalize_email"], ["audit"], ["welcome"]],
    });
    const page = await admin("/apikey_before_exchange/graph");
    await page.getByText("Kept as layers: each script").waitFor();
    const list = page.getByRole("region", { name: "What runs after what" });
    await list.locator("summary", { hasText: "normalize_email" }).first().click();
    await list
      .getByRole("group", { name: "normalize_email runs after" })
      .getByRole("checkbox", { name: "welcome" })
      .click();
    await page
      .getByRole("alert")
      .getByText("welcome → normalize_email → audit → welcome would be a cycle: none of them could ever start.")
      .waitFor();
    await list.locator("summary", { hasText: "welcome" }).click();
    const befores = list.getByRole("group", { name: "welcome runs after" });
    await befores.getByRole("checkbox", { name: "normalize_email" }).click();
    await page.getByText("Kept as a graph. It runs in 3 layers of 10").waitFor();
    await befores.getByRole("checkbox", { name: "audit" }).click();
    await page.getByText("Kept as a graph. It runs in 2 layers of 10").waitFor();
    await expectAccessible(page);
    await saved(page);
    const drawn = (await (await ui.server.request("GET", "pipelines/apikey_before_exchange/draft")).json()) as {
      pipeline: { graph?: { edges: object[] } };
    };
    expect(drawn.pipeline.graph?.edges).toHaveLength(3);
    await page.getByRole("button", { name: "Keep as layers" }).click();
    await page.getByText("Kept as layers: each script").waitFor();
    await press(page, "Control+z");
    await page.getByText("Kept as a graph. It runs").waitFor();
  });

  test("an edge is drawn with the pointer", async () => {
    await ui.server.request("PUT", "pipelines/apikey_after_create/draft", { layers: [["audit", "welcome"]] });
    const page = await admin("/apikey_after_create/graph");
    const from = page.locator('.react-flow__node[data-id="audit"] .react-flow__handle-right');
    const to = page.locator('.react-flow__node[data-id="welcome"] .react-flow__handle-left');
    await to.waitFor();
    const [a, b] = [(await from.boundingBox())!, (await to.boundingBox())!];
    await page.mouse.move(a.x + 4, a.y + 4);
    await page.mouse.down();
    await page.mouse.move(b.x + 4, b.y + 4, { steps: 8 });
    await page.mouse.up();
    await page.getByText("Kept as a graph. It runs in 2 layers of 10").waitFor();
  });

  test("versions are compared", async () => {
    const page = await admin("/before_signup");
    await page.getByRole("button", { name: "Compare and see all" }).click();
    await page.getByRole("region", { name: "Compare two versions" }).getByText("risk_verdict").first().waitFor();
    await expectAccessible(page);
  });

  test("hostile names and notes are text", async () => {
    await ui.server.request("PUT", "scripts/hostile", {
      code: "-- <img src=x onerror=alert(1)>\u202e\u0007\nreturn {}",
      name: "<b>x</b>",
    });
    await ui.server.request("POST", "pipelines/client_access_change/publish", {
      pipeline: { layers: [["hostile"]] },
      note: "<script>alert(1)</script>\u202e",
    });
    const page = await admin("/client_access_change");
    await page.getByText("<img src=x onerror=alert(1)>\\u{202E}").waitFor();
    await page.getByText("<script>alert(1)</script>\\u{202E}").first().waitFor();
    expect(await page.locator("main img").count()).toBe(0);
  });
});
