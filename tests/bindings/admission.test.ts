import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Admission, type AdmissionLimits, type Claim, type Stay } from "../../bindings/js/admission.ts";
import type { Mode } from "../../bindings/js/generated/catalog.ts";

const limits = { concurrentVms: 4, totalMemoryBytes: 400, queueLength: 3, queueMs: 2_000 };

function claim(trigger: string, widest = 1, mode: Mode = "blocking", memoryBytes = 100): Claim {
  return { trigger, mode, widest, limits: { memoryBytes, executionMs: 10_000 } };
}

/** An admission, and the order in which what waits is let in or refused. */
function setUp(changes: Partial<AdmissionLimits> = {}, lookMs?: number) {
  const admission = new Admission({ ...limits, ...changes }, () => Date.now(), lookMs);
  const events: string[] = [];
  const enter = (one: Claim, signal?: AbortSignal): Promise<Stay | undefined> =>
    admission.enter(one, signal).then(
      (stay) => (events.push(one.trigger), stay),
      (error: any) => (events.push(`${one.trigger} ${error.code ?? error.message}`), undefined),
    );
  const fill = () => admission.tryEnter(claim("full", 4))!;
  return { admission, events, enter, fill };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount(), "timers left behind").toBe(0);
  vi.useRealTimers();
});

describe("room", () => {
  test.each<[string, Claim, boolean]>([
    ["3 of 4 VMs and one more", claim("a", 1), true],
    ["3 of 4 VMs and two more", claim("a", 2), false],
    ["300 of 400 bytes and 100 more", claim("a", 1, "blocking", 100), true],
    ["300 of 400 bytes and 101 more", claim("a", 1, "blocking", 101), false],
    ["nothing needed where nothing is left", claim("a", 0), true],
  ])("%s: %#", (_, one, fits) => {
    const { admission } = setUp();
    admission.tryEnter(claim("first", 3));
    expect(admission.tryEnter(one) !== undefined).toBe(fits);
  });

  test("is counted in stats, and given back once only", () => {
    const { admission } = setUp();
    const stay = admission.tryEnter(claim("a", 2))!;
    expect(admission.stats).toMatchObject({ vms: 2, reservedBytes: 200, length: 0 });
    expect(admission.admitted).toBe(1);
    admission.leave(stay);
    admission.leave(stay);
    expect(admission.stats).toMatchObject({ vms: 0, reservedBytes: 0 });
  });

  test("is not taken by a newcomer while somebody waits for it", async () => {
    const { admission, enter, events } = setUp();
    const stay = admission.tryEnter(claim("first", 3))!;
    const waiting = enter(claim("wide", 4));
    expect(admission.tryEnter(claim("narrow", 1))).toBeUndefined();
    admission.leave(stay);
    await waiting;
    expect(events).toEqual(["wide"]);
  });
});

describe("order", () => {
  async function orderOf(...claims: Claim[]): Promise<string[]> {
    const { admission, events, enter, fill } = setUp({ queueLength: 200 });
    const stay = fill();
    const waiting = claims.map((one) => enter(one).then((entered) => entered && admission.leave(entered)));
    admission.leave(stay);
    await Promise.all(waiting);
    return events;
  }

  // Each takes all the room, so that they are let in one after another.
  const all = (trigger: string, mode: Mode = "blocking") => claim(trigger, 4, mode);

  test("first come, first served", async () => {
    expect(await orderOf(all("a"), all("b"), all("c"))).toEqual(["a", "b", "c"]);
  });

  test("blocking and enrichment before async", async () => {
    expect(await orderOf(all("a", "async"), all("b"), all("c", "enrichment"))).toEqual(["b", "c", "a"]);
  });

  test("a trigger of which many wait does not keep another from its turn", async () => {
    expect(await orderOf(all("a"), all("a"), all("a"), all("b"))).toEqual(["a", "b", "a", "a"]);
  });

  test("an async newcomer does not pass anybody, a blocking one passes async", () => {
    const { admission, enter } = setUp();
    const stay = admission.tryEnter(claim("first", 3))!;
    const caller = new AbortController();
    void enter(claim("wide", 4, "async"), caller.signal);
    expect(admission.stats.waiting).toEqual({ blocking: 0, enrichment: 0, async: 1 });
    expect(admission.tryEnter(claim("late", 1, "async"))).toBeUndefined();
    expect(admission.tryEnter(claim("login", 1))).toBeDefined();
    caller.abort(new Error("enough"));
    admission.leave(stay);
  });
});

describe("a full queue", () => {
  /** Fills the room and the queue of three. */
  async function fullOf(...waiting: Claim[]) {
    const set = setUp();
    const stay = set.fill();
    const callers = waiting.map((one) => {
      const caller = new AbortController();
      void set.enter(one, caller.signal);
      return caller;
    });
    await settled();
    const end = async () => {
      callers.forEach((caller) => caller.abort(new Error("end")));
      set.admission.leave(stay);
      await settled();
    };
    return { ...set, end };
  }

  test("the third waits, the fourth is refused at once", async () => {
    const { admission, enter, events, end } = await fullOf(claim("a"), claim("b"), claim("c"));
    await enter(claim("d"));
    expect(events).toEqual(["d engine_busy"]);
    expect(admission.stats).toMatchObject({ length: 3, busy: 1 });
    await end();
  });

  test("the last async makes room for a login", async () => {
    const { enter, events, end } = await fullOf(claim("a"), claim("b", 1, "async"), claim("b", 1, "async"));
    const login = enter(claim("login"));
    await settled();
    expect(events).toEqual(["b engine_busy"]);
    await end();
    await login;
    expect(events).toContain("login");
  });

  test("but no login for an async", async () => {
    const { enter, events, end } = await fullOf(claim("a"), claim("a"), claim("a"));
    await enter(claim("b", 1, "async"));
    expect(events).toEqual(["b engine_busy"]);
    await end();
  });

  test("the last of a trigger of which many wait makes room for another trigger", async () => {
    const { enter, events, end } = await fullOf(claim("a"), claim("a"), claim("a"));
    const other = enter(claim("b"));
    await settled();
    expect(events).toEqual(["a engine_busy"]);
    await end();
    await other;
  });
});

describe("waiting", () => {
  test("ends as queue_timeout after queueMs, and not a millisecond earlier", async () => {
    const { admission, enter, events, fill } = setUp();
    fill();
    void enter(claim("a"));
    await vi.advanceTimersByTimeAsync(1_999);
    expect(events).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(events).toEqual(["a queue_timeout"]);
    expect(admission.stats).toMatchObject({ length: 0, timeouts: 1 });
  });

  test("ends with the reason of the caller's signal, and the next one moves up", async () => {
    const { admission, enter, events } = setUp();
    admission.tryEnter(claim("first", 3));
    const caller = new AbortController();
    void enter(claim("wide", 2), caller.signal);
    void enter(claim("narrow", 1));
    caller.abort(new Error("gone"));
    await settled();
    expect(events).toEqual(["wide gone", "narrow"]);
  });

  test("ends with whatever the signal's reason is", async () => {
    const { admission, fill } = setUp();
    fill();
    const caller = new AbortController();
    const entering = admission.enter(claim("a"), caller.signal);
    caller.abort("a text");
    await expect(entering).rejects.toBe("a text");
  });

  test("does not begin with a signal that is aborted already", async () => {
    const { admission, enter, events } = setUp();
    await enter(claim("a"), AbortSignal.abort(new Error("gone")));
    expect(events).toEqual(["a gone"]);
    expect(admission.stats.length).toBe(0);
  });
});

describe("where requests cannot wake each other", () => {
  test("each looks for itself whether it was let in", async () => {
    const { admission, enter, events, fill } = setUp({}, 5);
    const stay = fill();
    void enter(claim("a"));
    admission.leave(stay);
    expect(admission.stats).toMatchObject({ length: 0, vms: 1 });
    await vi.advanceTimersByTimeAsync(4);
    expect(events).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(events).toEqual(["a"]);
  });

  test("the wait is as long as elsewhere", async () => {
    const { enter, events, fill } = setUp({ queueMs: 12 }, 5);
    fill();
    void enter(claim("a"));
    await vi.advanceTimersByTimeAsync(11);
    expect(events).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(events).toEqual(["a queue_timeout"]);
  });
});

describe("what a platform gave up without a word", () => {
  test("loses its room some time after its time limit, and is evicted", () => {
    const { admission, fill } = setUp();
    const evict = vi.fn();
    fill().evict = evict;
    vi.setSystemTime(Date.now() + 15_000);
    expect(admission.tryEnter(claim("a"))).toBeUndefined();
    vi.setSystemTime(Date.now() + 1);
    expect(admission.tryEnter(claim("a"))).toBeDefined();
    expect(evict).toHaveBeenCalledOnce();
    expect(admission.stats.vms).toBe(1);
  });

  test("is passed over in the queue, where its timer never fires", async () => {
    const { admission, enter, events, fill } = setUp();
    const stay = fill();
    void enter(claim("lost"));
    vi.clearAllTimers();
    vi.setSystemTime(Date.now() + 2_001);
    void enter(claim("a"));
    admission.leave(stay);
    await settled();
    expect(events).toEqual(["lost queue_timeout", "a"]);
  });

  test("makes room in a full queue", async () => {
    const { enter, events, fill, admission } = setUp({ queueLength: 1 });
    const stay = fill();
    void enter(claim("lost"));
    vi.clearAllTimers();
    vi.setSystemTime(Date.now() + 2_001);
    void enter(claim("a"));
    await settled();
    expect(events).toEqual(["lost queue_timeout"]);
    admission.leave(stay);
    await settled();
  });
});
