import type { CDPSession, Page } from "playwright-core";

/** What Chromium tells of a piece of work of a page's main thread. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Its own processor time, in µs: other programs don't count. */
  readonly tdur?: number;
  readonly args: {
    readonly data?: { readonly type?: string };
    readonly beginData?: { readonly dirtyObjects: number; readonly totalObjects: number };
  };
}

/** What the main thread of a page did while something ran. */
export interface MainThread {
  /** What each task took, longest first, in ms of the thread's own processor time. */
  readonly taskMs: readonly number[];
  /** Of each layout: the boxes that had to be laid out again. */
  readonly dirtyBoxes: readonly number[];
  /** Most boxes there were at once. */
  readonly boxes: number;
  /** What was handed over to be drawn. */
  readonly frames: number;
}

/** Runs `run` and tells what the page's main thread did meanwhile. Keys must be pressed: by them the thread is known. */
export async function mainThreadOf(page: Page, run: () => Promise<void>): Promise<MainThread> {
  const session = await page.context().newCDPSession(page);
  const told: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => void told.push(...(value as unknown as TraceEvent[])));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] },
  });
  await run();
  await end(session);
  await session.detach();
  const key = told.find(({ name, args }) => name === "EventDispatch" && args.data?.type === "keypress");
  if (!key) throw new Error("No key was pressed.");
  const events = told.filter(({ ph, pid, tid }) => ph === "X" && pid === key.pid && tid === key.tid);
  const layouts = events.flatMap(({ name, args }) => (name === "Layout" && args.beginData ? [args.beginData] : []));
  return {
    taskMs: events
      .filter(({ name }) => name === "RunTask")
      .map(({ tdur = 0 }) => tdur / 1_000)
      .sort((a, b) => b - a),
    dirtyBoxes: layouts.map(({ dirtyObjects }) => dirtyObjects),
    boxes: Math.max(0, ...layouts.map(({ totalObjects }) => totalObjects)),
    frames: events.filter(({ name }) => name === "Commit").length,
  };
}

function end(session: CDPSession): Promise<void> {
  const complete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  return session.send("Tracing.end").then(() => complete);
}
