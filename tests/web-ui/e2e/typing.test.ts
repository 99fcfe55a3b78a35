import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { editorIn } from "./support/editor.ts";
import { startServer } from "./support/server.ts";
import { mainThreadOf } from "./support/tracing.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

/**
 * What a key in the script editor costs beyond the editor itself, in counts: nothing here depends on how fast the machine
 * is. The page's timers stand still while keys are pressed and nothing is on its way any more when that begins, so that
 * whatever is counted was done for a key.
 */
interface Counts {
  /** Of React, anywhere on the page. */
  commits: number;
  /** Writes to localStorage. */
  writes: number;
  /** Lengths of the messages to workers, in characters. */
  posted: number[];
  /** Messages from workers. */
  heard: number;
  /** Nodes that were put into the editor. */
  nodes: number;
}

declare global {
  interface Window {
    counts: Counts;
  }
}

/** Characters of a question, or of what was typed: however long the script is. */
const mostPosted = 600;
const typed = "local going_along = context.email";
const line = (n: number): string => `  local part_${n} = tonumber(#(context.email or "") + ${n}) or ${n} -- no. ${n}\n`;
const code = `local function sum()\n${Array.from({ length: 70 }, (_, n) => line(n)).join("")}  return part_1\nend\n`;

describe.skipIf(uiIsMissing)("typing in a script of 5 KB", () => {
  const ui = useUi(async (keep) => {
    const server = keep(await startServer());
    await server.request("PUT", "scripts/large", { code });
    await server.request("PUT", "pipelines/before_signup/draft", { layers: [["large"]] });
    return server;
  });

  const open = async (path: string): Promise<Page> => {
    const page = await ui.openAdmin(path);
    await page.addInitScript(countThings);
    // Before the page's first timer: one that was set without this clock would go on when it stands still.
    await page.clock.install();
    await page.reload();
    await editorIn(page).locator(".cm-lens").first().waitFor();
    // The first key makes it an edited script, which the page says.
    await editorIn(page).locator(".cm-content").press("Control+End");
    await page.keyboard.press("-");
    await page
      .getByText(/edited since/)
      .first()
      .waitFor();
    await page.clock.pauseAt(Date.now() + 60_000);
    await nothingIsOnItsWay(page);
    // What the answers to that key have set going.
    await page.clock.runFor(1_000);
    await nothingIsOnItsWay(page);
    await page.evaluate(() => (window.counts = { commits: 0, writes: 0, posted: [], heard: 0, nodes: 0 }));
    return page;
  };
  const counts = (page: Page): Promise<Counts> => page.evaluate(() => window.counts);

  /** Waits for the answers of workers to that first key: they come without a timer of the page. */
  const nothingIsOnItsWay = async (page: Page): Promise<void> => {
    let before = "";
    let looks = 0;
    await expect
      .poll(
        async () => {
          const now = JSON.stringify(await counts(page));
          looks = now === before ? looks + 1 : 0;
          before = now;
          return looks;
        },
        { interval: 100, timeout: 30_000 },
      )
      .toBeGreaterThan(10);
  };

  test("draws nothing but the editor, writes nothing, and asks only what completes", async () => {
    expect(code.length).toBeGreaterThan(5_000);
    const page = await open("/admin/pipelines/scripts/large");
    await page.keyboard.type(typed);
    expect(await editorIn(page).locator(".cm-content").textContent()).toContain(typed);
    const { commits, writes, posted } = await counts(page);
    expect({ commits, writes }).toEqual({ commits: 0, writes: 0 });
    expect(posted.length).toBeLessThanOrEqual(2 * typed.length);
    expect(Math.max(0, ...posted)).toBeLessThan(mostPosted);
  });

  test("draws nothing else and writes nothing while time goes by between keys either", async () => {
    const page = await open("/admin/pipelines/scripts/large");
    for (const key of typed) {
      await page.keyboard.press(key === " " ? "Space" : key);
      await page.clock.runFor(120);
    }
    const { commits, writes, posted, nodes } = await counts(page);
    expect({ commits, writes }).toEqual({ commits: 0, writes: 0 });
    expect(nodes).toBeLessThan(typed.length);
    expect(posted.length).toBeLessThanOrEqual(2 * typed.length);
    expect(Math.max(0, ...posted)).toBeLessThan(mostPosted);
  });

  test("then tells the rest once, and the language server only of what was typed", async () => {
    const page = await open("/admin/pipelines/scripts/large");
    await page.keyboard.type(typed);
    await page.clock.runFor(1_000);
    const { commits, writes, posted } = await counts(page);
    expect(writes).toBe(1);
    expect(commits).toBeGreaterThan(0);
    expect(commits).toBeLessThan(10);
    expect(posted.length).toBeGreaterThan(0);
    expect(posted.length).toBeLessThan(2 * typed.length);
    // The script itself goes once, to where it is compiled.
    expect(posted.filter((length) => length >= mostPosted)).toHaveLength(1);
  });

  test("lays a line out again, and seldom the script", async () => {
    const page = await ui.openAdmin("/admin/pipelines/scripts/large");
    await editorIn(page).locator(".cm-lens").first().waitFor();
    await editorIn(page).locator(".cm-content").press("Control+End");
    const { taskMs, dirtyBoxes, boxes, frames } = await mainThreadOf(page, async () => {
      await page.keyboard.type(`${typed}\n`, { delay: 100 });
    });
    const sum = taskMs.reduce((total, ms) => total + ms, 0);
    const [longest = 0] = taskMs;
    console.log(
      `typing: main thread ${(sum / typed.length).toFixed(1)} ms a key, longest task ${longest.toFixed(1)} ms, ` +
        `${taskMs.filter((ms) => ms > 16).length} of ${taskMs.length} longer than 16 ms, ` +
        `${(frames / typed.length).toFixed(1)} frames`,
    );
    // A key's own, some of what completes, and the caret's. With a caret that is drawn and animated there were five.
    expect(frames).toBeLessThan(3 * typed.length);
    expect(boxes).toBeGreaterThan(1_000);
    expect(dirtyBoxes.length).toBeGreaterThan(typed.length / 2);
    const many = dirtyBoxes.filter((count) => count > boxes / 10);
    expect(many.length).toBeLessThan(dirtyBoxes.length / 10);
    const dirty = dirtyBoxes.reduce((total, count) => total + count, 0);
    expect(dirty).toBeLessThan(100 * typed.length);
  });

  test("loses nothing when the page is left before that", async () => {
    const page = await open("/admin/pipelines/scripts/large");
    await page.keyboard.type(typed);
    const kept = await page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent("pagehide"));
      return localStorage.getItem("sluice:admin:script:large");
    });
    expect(kept).toContain(typed);
  });
});

/** Runs in the page before anything of its own does. */
function countThings(): void {
  window.counts = { commits: 0, writes: 0, posted: [], heard: 0, nodes: 0 };
  const hook = {
    supportsFiber: true,
    inject: () => 1,
    checkDCE: () => undefined,
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
    onCommitFiberRoot: () => void window.counts.commits++,
  };
  Object.assign(window, { __REACT_DEVTOOLS_GLOBAL_HOOK__: hook });
  const setItem = Reflect.get(Storage.prototype, "setItem");
  Storage.prototype.setItem = function (this: Storage, name: string, value: string) {
    window.counts.writes++;
    setItem.call(this, name, value);
  };
  const attach = Reflect.get(Element.prototype, "attachShadow");
  Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit) {
    const root = attach.call(this, init);
    const observer = new MutationObserver((records) => {
      for (const { addedNodes } of records) window.counts.nodes += addedNodes.length;
    });
    observer.observe(root, { subtree: true, childList: true });
    return root;
  };
  const post = Reflect.get(Worker.prototype, "postMessage");
  const listenedTo = new WeakSet<Worker>();
  Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]) {
    if (!listenedTo.has(this)) this.addEventListener("message", () => void window.counts.heard++);
    listenedTo.add(this);
    const [message] = given;
    window.counts.posted.push((typeof message === "string" ? message : JSON.stringify(message)).length);
    post.apply(this, given as Parameters<Worker["postMessage"]>);
  };
}
