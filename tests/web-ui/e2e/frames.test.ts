import { DatabaseSync } from "node:sqlite";
import type { CDPSession, Page } from "playwright-core";
import type { Span, Trace } from "sluice";
import { describe, expect, test, vi } from "vitest";

import { startServer } from "./support/server.ts";
import { tellRuns, type ToldRuns } from "./support/told-runs.ts";
import { uiIsMissing, useUi } from "./support/ui.ts";

/**
 * How long frames take while 100,000 rows and 2,000 spans are scrolled. The numbers are printed; what is held is only
 * what does not depend on the machine: that no more is drawn than is seen, and that frames show what stands there.
 */
const rowCount = Number(process.env["SLUICE_FRAME_ROWS"] ?? 100_000);
const spanCount = 2_000;
const frames = 240;
/** Part of the frames that may be drawn a moment late, which a jump further than what is drawn ahead can make. */
const mostWrong = 0.1;
/** Rows in sight at 1440 × 900, and what is drawn beyond them. */
const mostDrawn = 80;

describe.skipIf(uiIsMissing)("frames in Chromium", () => {
  let runs: ToldRuns;
  const ui = useUi(async (keep) => {
    runs = keep(await tellRuns(1));
    await runs.run("before_signin", { email: "a@b.example" }, { userId: "u1" });
    // It is written after the answer.
    await vi.waitFor(async () => {
      expect((await runs.control.traces.list({ trigger: "before_signin" })).traces).toHaveLength(1);
    });
    multiplyTraces(runs.file, rowCount);
    return startServer({}, runs.store);
  });

  test(`${rowCount} rows`, { timeout: 900_000 }, async () => {
    const page = await ui.openAdmin(`/admin/pipelines/traces?trigger=before_signin`);
    await page.getByRole("grid", { name: "Traces" }).getByRole("row").nth(1).waitFor();
    await page.keyboard.press("l");
    await readAll(page);
    await page.getByText(`${rowCount.toLocaleString("en")} in all`).waitFor();
    for (const [name, px] of [
      ["64 px a frame", 64],
      ["480 px a frame", 480],
      ["12,000 px a frame", 12_000],
    ] as const) {
      const { seen, made, ...measured } = await measureScroll(page, "[role=grid]", px);
      report(`list, ${name}`, measured);
      expect(made).toBeLessThan(mostDrawn);
      expect(await page.locator("[role=grid] [role=row]").count()).toBeLessThan(mostDrawn);
      // The row that is looked at stands under a head and among rows of 32 px.
      const wrong = seen.filter(({ scrollTop, row }) => Math.abs(row * 32 - scrollTop) >= 160);
      console.log(`list, ${name}: ${wrong.length} of ${seen.length} frames without the rows that belong there`);
      expect(wrong.length).toBeLessThan(frames * mostWrong);
      await vi.waitFor(async () => expect(await rowBelongs(page)).toBe(true));
      expect(Math.max(...seen.map(({ row }) => row))).toBeGreaterThan(Math.min((px / 32) * frames, rowCount) * 0.9);
    }
  });

  test(`${spanCount} spans`, { timeout: 300_000 }, async () => {
    const trace = largeTrace(spanCount);
    await runs.saveTrace(trace);
    const page = await ui.openAdmin(`/admin/pipelines/traces/${trace.id}`);
    await page.getByRole("treeitem").nth(5).waitFor();
    expect(await page.getByText(/^2,000 spans/).count()).toBe(1);
    for (const [name, px] of [
      ["56 px a frame", 56],
      ["560 px a frame", 560],
    ] as const) {
      const { seen, made, ...measured } = await measureScroll(page, "[role=tree]", px);
      report(`waterfall, ${name}`, measured);
      expect(made).toBeLessThan(mostDrawn);
      expect(await page.getByRole("treeitem").count()).toBeLessThan(mostDrawn);
      expect(seen.filter(({ label }) => label === "").length).toBeLessThan(frames * mostWrong);
      expect(new Set(seen.map(({ label }) => label)).size).toBeGreaterThan(20);
    }
    report("waterfall, zooming", await measureZoom(page));
  });
});

/** Whether the first row in sight is the one that stands where the list is scrolled to. */
function rowBelongs(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const list = document.querySelector("[role=grid]");
    const { top = 0 } = list?.getBoundingClientRect() ?? {};
    const rows = [...(list?.querySelectorAll("[role=row][aria-rowindex]") ?? [])];
    const first = rows.find((row) => row.getBoundingClientRect().top > top + 60);
    return Math.abs(Number(first?.getAttribute("aria-rowindex")) * 32 - (list?.scrollTop ?? 0)) < 160;
  });
}

interface Measured {
  /** Between two frames, in ms. */
  readonly gaps: readonly number[];
  /** What the main thread worked for each frame, in ms of its own processor time: other programs don't count. */
  readonly workMs: number;
}

function report(name: string, { gaps, workMs }: Measured): void {
  const sorted = [...gaps].sort((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1);
  const late = gaps.filter((gap) => gap > 25).length;
  console.log(
    `${name}: frames p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms; ${late} of ${gaps.length} later ` +
      `than 25 ms; main thread ${workMs.toFixed(2)} ms a frame`,
  );
}

/** What a frame showed near the top of what is scrolled. */
interface Seen {
  readonly scrollTop: number;
  /** As `aria-rowindex` says; 0: there was none. */
  readonly row: number;
  /** As `aria-label` says; "": there was none. */
  readonly label: string;
}

/** Besides what was measured: what was seen, and how many rows were made instead of being drawn into others. */
interface Scrolled extends Measured {
  readonly seen: readonly Seen[];
  readonly made: number;
}

async function measureScroll(page: Page, selector: string, px: number): Promise<Scrolled> {
  let scrolled = { shown: [] as Seen[], made: 0 };
  const found = await measured(page, async () => {
    const { gaps, ...rest } = await page.evaluate(scrollFrames, { selector, px, frames });
    scrolled = rest;
    return gaps;
  });
  return { ...found, seen: scrolled.shown, made: scrolled.made };
}

/** Runs in the page: scrolls by `px` each frame, turning at the ends, and tells how far the frames were apart. */
function scrollFrames({ selector, px, frames: count }: { selector: string; px: number; frames: number }) {
  const scroller = document.querySelector(selector);
  if (!scroller) throw new Error(`There is no ${selector}.`);
  scroller.scrollTop = 0;
  // Read from the elements' own styles: measuring where they stand would be work of its own. From a million pixels on,
  // they are written as in 1.2e+06px.
  const look = (scrollTop: number): Seen => {
    let [found, nearest] = [undefined as Element | undefined, -Infinity];
    for (const row of scroller.querySelectorAll<HTMLElement>("[role=row], [role=treeitem]")) {
      const top = Number(/translateY\(([\d.e+]+)px\)/.exec(row.style.transform)?.[1] ?? -Infinity);
      if (top <= scrollTop + 60 && top > Math.max(nearest, scrollTop)) [found, nearest] = [row, top];
    }
    const [row, label] = [found?.getAttribute("aria-rowindex"), found?.getAttribute("aria-label")];
    return { scrollTop, row: Number(row ?? 0), label: label ?? "" };
  };
  // Not those that move: a list that rests for a moment, as between two late frames, puts its rows into their order.
  let made = 0;
  const rows = scroller.querySelector("[role=row], [role=treeitem]")?.parentElement ?? scroller;
  const known = new WeakSet<Node>(rows.childNodes);
  const observer = new MutationObserver((records) => {
    for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (!known.has(node)) made++;
      known.add(node);
    }
  });
  observer.observe(rows, { childList: true });
  return new Promise<{ gaps: number[]; shown: Seen[]; made: number }>((resolve) => {
    const times: number[] = [];
    const shown: Seen[] = [];
    let step = px;
    const frame = (time: number): void => {
      times.push(time);
      if (times.length > count) {
        observer.disconnect();
        return resolve({ gaps: times.slice(1).map((at, n) => at - (times[n] ?? at)), shown, made });
      }
      const before = scroller.scrollTop;
      shown.push(look(before));
      scroller.scrollTop += step;
      if (scroller.scrollTop === before) step = -step;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

async function measureZoom(page: Page): Promise<Measured> {
  return measured(page, () =>
    page.evaluate(async (count) => {
      const gaps: number[] = [];
      let last = performance.now();
      for (let n = 0; n < count; n++) {
        document.dispatchEvent(new KeyboardEvent("keydown", { key: n % 20 < 10 ? "+" : "-", bubbles: true }));
        await new Promise(requestAnimationFrame);
        gaps.push(performance.now() - last);
        last = performance.now();
      }
      return gaps;
    }, frames),
  );
}

async function measured(page: Page, run: () => Promise<number[]>): Promise<Measured> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const before = await taskSeconds(session);
  const gaps = await run();
  const workMs = ((await taskSeconds(session)) - before) * (1_000 / gaps.length);
  await session.detach();
  return { gaps, workMs };
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
}

/** Scrolls to the end again and again until the list is whole. */
async function readAll(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const scroller = document.querySelector("[role=grid]");
      if (scroller) scroller.scrollTop = scroller.scrollHeight;
      return /\d in all/.test(document.querySelector(".toolbar")?.textContent ?? "");
    },
    undefined,
    { polling: 50, timeout: 800_000 },
  );
}

/** Copies the newest trace of the store until there are `count`, a second apart: quicker than as many runs. */
function multiplyTraces(file: string, count: number): void {
  const db = new DatabaseSync(file);
  const columns = (table: string): string[] =>
    db
      .prepare(`SELECT name FROM pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => String(name));
  const copied = (table: string, changed: Readonly<Record<string, string>>): string =>
    columns(table)
      .map((name) => changed[name] ?? `t.${name}`)
      .join(", ");
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})`;
  const template = `(SELECT id FROM pipeline_traces WHERE trigger_event = 'before_signin' LIMIT 1)`;
  const id = "printf('%032x', n.i)";
  const status = "CASE n.i % 9 WHEN 0 THEN 'error' WHEN 4 THEN 'blocked' ELSE 'success' END";
  db.exec("BEGIN");
  db.exec(
    `INSERT INTO pipeline_traces ${numbers} SELECT ${copied("pipeline_traces", {
      id,
      status,
      started_at: "t.started_at - n.i * 1000",
      duration_ms: "n.i % 90",
    })} FROM pipeline_traces t, n WHERE t.id = ${template}`,
  );
  db.exec(
    `INSERT INTO pipeline_spans ${numbers} SELECT ${copied("pipeline_spans", {
      trace_id: id,
      trace_started_at: "t.trace_started_at - n.i * 1000",
    })} FROM pipeline_spans t, n WHERE t.trace_id = ${template}`,
  );
  db.exec("COMMIT");
  db.close();
}

function largeTrace(count: number): Trace {
  const startedAt = Date.now() - 60_000;
  const perScript = 40;
  const spans = Array.from({ length: count }, (_, n): Span => {
    const script = Math.floor(n / perScript);
    const isScript = n % perScript === 0;
    const from = startedAt + Math.floor(script / 5) * 900 + (n % perScript) * 20;
    const length = isScript ? 860 : 15;
    return {
      id: n.toString(16).padStart(16, "0"),
      ...(!isScript && { parentId: (script * perScript).toString(16).padStart(16, "0") }),
      name: isScript ? `script_${script}` : `part ${n % perScript}`,
      kind: n % 7 === 3 && !isScript ? "CLIENT" : "INTERNAL",
      scriptId: `script_${script}`,
      layerIndex: Math.floor(script / 5),
      parallelIndex: script % 5,
      sequence: n,
      status: "success",
      startedAt: from,
      endedAt: from + length,
      durationMs: length,
      instructions: 1_000,
      memoryPeak: 20_000,
      logs: [{ level: "info", text: `line ${n}`, at: from, line: 1 }],
      attributes: {},
    };
  });
  const endedAt = Math.max(...spans.map((span) => span.endedAt));
  return {
    ...{ id: "a".repeat(32), trigger: "before_signup", mode: "blocking", status: "success", startedAt, endedAt },
    ...{ durationMs: endedAt - startedAt, contextSnapshot: {}, resultData: {}, createdAt: endedAt },
    ...{ planHash: "0".repeat(64), engineHash: "0".repeat(64), clock: "live", spans },
  };
}
