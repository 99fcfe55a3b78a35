import { describe, expect, it } from "vitest";

import { clipText, cutMiddle, visibleText } from "../../../web-ui/src/parts/visible-text.ts";
import { glyphLabel, glyphShape } from "../../../web-ui/src/parts/layer-shape.ts";
import { causeOf } from "../../../web-ui/src/traces/model/cause.ts";
import { codeFrame, underlined } from "../../../web-ui/src/traces/model/code-frame.ts";
import { durationText, measuredText, offsetText, timeText } from "../../../web-ui/src/traces/model/durations.ts";
import { limitInMessage, limitsUsed } from "../../../web-ui/src/traces/model/limits-used.ts";
import { logUse, traceLog } from "../../../web-ui/src/traces/model/logs.ts";
import { documentLines, noteOf } from "../../../web-ui/src/traces/model/masked.ts";
import { outcomeWords } from "../../../web-ui/src/traces/model/outcome-words.ts";
import { rowDetails } from "../../../web-ui/src/traces/model/row-details.ts";
import { fetchTitle, spanTone } from "../../../web-ui/src/traces/model/span-facts.ts";
import { traceTree } from "../../../web-ui/src/traces/model/waterfall.ts";
import { failedTrace, fetchSpan, idOf, span, start, trace } from "./fixtures.ts";

describe("durations", () => {
  it.each([
    [0, "< 1 ms"],
    [0.4, "0.4 ms"],
    [48.6, "48.6 ms"],
    [49, "49 ms"],
    [999, "999 ms"],
    [999.6, "1.00 s"],
    [3_000, "3.00 s"],
    [10_000, "10 s"],
    [10_500, "10.5 s"],
    [65_000, "1 min 5 s"],
  ])("%d ms is %s", (ms, text) => expect(durationText(ms)).toBe(text));

  it("are unmeasurable where the clock stood still, and told where I/O moved it", () => {
    expect(measuredText(0, "frozen")).toBe("unmeasurable");
    expect(measuredText(44, "frozen")).toBe("44 ms");
    expect(measuredText(0, "live")).toBe("< 1 ms");
    expect(offsetText(0)).toBe("+0 ms");
  });

  it("and times of a day are told to the ms", () => {
    expect(timeText(start)).toMatch(/^\d\d:\d\d:58\.204$/);
  });
});

describe("how an execution ended", () => {
  it("is told in the words of its hook", () => {
    expect(outcomeWords(failedTrace(), { failureText: "Sign-up isn't available right now." })).toMatchObject({
      headline: "Error, sign-up refused",
      userSaw: "Sign-up isn't available right now.",
    });
    const blocked = trace({ status: "blocked", statusMessage: "Use a permanent e-mail address." });
    expect(outcomeWords(blocked)).toMatchObject({
      headline: "Blocked, sign-up refused",
      userSaw: "Use a permanent e-mail address.",
    });
    expect(outcomeWords(trace()).headline).toBe("Allowed, sign-up went on");
    expect(outcomeWords(trace({ trigger: "own_hook" })).headline).toBe("Allowed, request went on");
  });

  it("never says that somebody was refused by what ran after the answer", () => {
    for (const status of ["success", "blocked", "error"] as const) {
      const spans = [span("crm", { status })];
      const words = outcomeWords(trace({ mode: "async", trigger: "after_signup", status, spans }));
      expect(words.headline).not.toMatch(/refused/);
      expect(words.userSaw).toBeUndefined();
    }
  });

  it("says which script failed although the request went on", () => {
    const spans = [span("crm", { status: "error", errorCode: "fetch_failed" })];
    expect(outcomeWords(trace({ spans })).headline).toBe("Allowed, although crm failed");
  });

  it("does not make up what the user saw when no script ran", () => {
    const words = outcomeWords(trace({ status: "error", statusMessage: "store_unavailable: no answer" }));
    expect(words.headline).toBe("Error, no script ran");
    expect(words.userSaw).toBeUndefined();
    expect(words.because).toContain("store_unavailable: no answer");
  });

  it("gives a row its reason and its shape", () => {
    expect(rowDetails(failedTrace())).toMatchObject({
      code: "runtime_error",
      reason: "risk_verdict:9 attempt to compare nil with number (field 'score')",
      shape: [["success"], ["success", "success"], ["error"]],
      instructions: 955,
    });
    expect(rowDetails(trace({ spans: [span("a")] }))).toMatchObject({ code: "", reason: "allowed" });
    const spans = [
      span("ban", { status: "blocked", statusMessage: "No." }),
      span("b", { layerIndex: 1, status: "skipped" }),
    ];
    expect(rowDetails(trace({ status: "blocked", spans }))).toMatchObject({
      code: "ban",
      reason: "No.",
      shape: [["blocked"], ["skipped"]],
    });
  });
});

describe("the cause of an error", () => {
  const failed = failedTrace();
  const verdict = failed.spans.find(({ name }) => name === "risk_verdict") ?? span("none");
  const head =
    "\n\n\n\n\n\nlocal geo = context.outputs.geo_risk\nlocal disposable = context.outputs.disposable_domain\n";
  const code = `${head}if geo.score >= 80 then return {} end`;

  it("is the earlier script that did not return the field, and what its service answered", () => {
    expect(causeOf(verdict, failed, code)).toEqual({
      text: "geo_risk returned no score; its fetch to geo.example was answered 503.",
      scriptId: "geo_risk",
      field: "score",
    });
  });

  it("is found by what the line reads where the message names nothing", () => {
    const nameless = { ...verdict, statusMessage: "risk_verdict:9: attempt to compare number with nil" };
    expect(causeOf(nameless, failed, code)?.scriptId).toBe("geo_risk");
    const direct = `${head}if context.outputs["geo_risk"].score >= 80 then return {} end`;
    expect(causeOf(nameless, failed, direct)?.scriptId).toBe("geo_risk");
  });

  it("is not guessed without the source, or when two fields might be meant", () => {
    expect(causeOf(verdict, failed, undefined)).toBeUndefined();
    expect(causeOf(verdict, failed, `${head}if geo.score >= disposable.limit then return {} end`)).toBeUndefined();
    expect(causeOf(verdict, failed, `${head}if other.score >= 80 then return {} end`)).toBeUndefined();
    expect(causeOf(verdict, failed, code.replace("geo_risk", "geo_risk_old"))).toBeUndefined();
    expect(causeOf(verdict, failed, `${code}\ngeo = { score = 1 }`)).toBeUndefined();
  });

  it("is not guessed when the field was there", () => {
    const spans = failed.spans.map((other) =>
      other.name === "geo_risk" ? { ...other, attributes: { output: { score: 3 } } } : other,
    );
    expect(causeOf(verdict, { ...failed, spans }, code)).toBeUndefined();
  });

  it("is the script that failed when its whole output is missing", () => {
    const message = "attempt to index a nil value (field 'geo_risk')";
    const spans = failed.spans.map((other) =>
      other.name === "geo_risk"
        ? { ...other, status: "error" as const, errorCode: "fetch_failed" as const, attributes: {} }
        : other,
    );
    const cause = causeOf({ ...verdict, statusMessage: message }, { ...failed, spans }, code);
    expect(cause?.text).toBe("geo_risk failed with fetch_failed, so that outputs.geo_risk is nil.");
  });

  it("is the limit that was reached", () => {
    const limited = span("loop", {
      status: "error",
      errorCode: "limit_instructions",
      statusMessage: "instructions limit exceeded: 50000 allowed, 50001 used",
      line: 18,
    });
    expect(causeOf(limited, trace({ spans: [limited] }), undefined)?.text).toBe(
      "Stopped at 50,000 of 50,000 instructions on line 18.",
    );
  });

  it("is the fetch that failed in the same words", () => {
    const script = span("geo", { status: "error", errorCode: "fetch_failed", statusMessage: "fetch: no answer" });
    const fetch = {
      ...fetchSpan("geo.example", 0, { sequence: 1, id: idOf(1), parent: 0 }),
      status: "error" as const,
      errorCode: "fetch_failed" as const,
      statusMessage: "no answer",
    };
    expect(causeOf(script, trace({ spans: [script, fetch] }), undefined)?.text).toContain("GET to geo.example failed");
    expect(
      causeOf({ ...script, statusMessage: "other" }, trace({ spans: [script, fetch] }), undefined),
    ).toBeUndefined();
  });
});

describe("a code frame", () => {
  it("has the lines around the one the error is about", () => {
    const lines = codeFrame("1\r\n2\r\n3\r\n4\r\n5\r\n6", 4);
    expect(lines.map(({ number, text }) => [number, text])).toEqual([...[2, 3, 4, 5, 6].map((n) => [n, String(n)])]);
    expect(lines.find(({ isMarked }) => isMarked)?.number).toBe(4);
    expect(codeFrame("one", 7)).toEqual([]);
    expect(codeFrame("one", 1)).toHaveLength(1);
  });

  it("underlines the expression that the message names, when there is only one", () => {
    const message = "attempt to compare nil with number (field 'score')";
    expect(underlined("if geo.score >= limit then", message)).toEqual({ column: 3, length: 9 });
    expect(underlined("if a.score >= b.score then", message)).toBeUndefined();
    expect(underlined("if geo.scores >= 1 then", message)).toBeUndefined();
    expect(underlined("return 1", "stack overflow")).toBeUndefined();
    expect(underlined("if geo.score >= limit then", "attempt to compare", "score")?.length).toBe(9);
  });
});

describe("limits", () => {
  const limits = { instructions: 50_000, memoryBytes: 4_194_304, scriptMs: 10_000, fetchesPerScript: 10 };
  it("are used so much of so much", () => {
    const node = traceTree(failedTrace()).nodes.get(idOf(4));
    const uses = node ? limitsUsed(node, limits) : [];
    expect(uses.map(({ usedText, allowedText }) => `${usedText} of ${allowedText}`)).toEqual([
      "100 of 50,000",
      "19.5 KB of 4 MB",
      "46 ms of 10 s",
      "1 of 10",
    ]);
  });

  it("are those that the error names, and unknown where more was used than the defaults allow", () => {
    const message = "instructions limit exceeded: 1000 allowed, 1001 used";
    expect(limitInMessage(message)).toEqual({ name: "instructions", allowed: 1_000, used: 1_001 });
    const hit = span("a", {
      errorCode: "limit_instructions",
      status: "error",
      statusMessage: message,
      instructions: 1_001,
    });
    const node = { span: hit, children: [], time: { start: 0, end: 1 } };
    expect(limitsUsed(node, limits)[0]).toMatchObject({ used: 1_000, allowed: 1_000, isHit: true });
    const raised = { ...node, span: span("a", { instructions: 60_000 }) };
    expect(limitsUsed(raised, limits)[0]).toMatchObject({ allowed: undefined, usedText: "60,000" });
  });
});

describe("logs", () => {
  it("are ordered by time and then by sequence, with who wrote them", () => {
    const line = (text: string, at: number) => ({ level: "info" as const, text, at: start + at });
    const spans = [
      span("b", { sequence: 1, id: idOf(1), logs: [line("b1", 5), line("b2", 9)] }),
      span("a", { sequence: 0, id: idOf(0), logs: [line("a1", 5), line("a2", 7)] }),
    ];
    const log = traceLog(trace({ spans }));
    expect(log.map(({ line: { text }, span: { name }, offsetMs }) => [text, name, offsetMs])).toEqual([
      ["a1", "a", 5],
      ["b1", "b", 5],
      ["a2", "a", 7],
      ["b2", "b", 9],
    ]);
  });

  it("tell lines of scripts from those that say what was cut", () => {
    const warn = (text: string) => ({ level: "warn" as const, text, at: start });
    const logs = [warn("log limit reached: 100 lines per script"), warn("120 log lines left out"), warn("left out")];
    const made = trace({ spans: [span("a", { logs })] });
    expect(traceLog(made).map(({ isCut }) => isCut)).toEqual([true, true, false]);
    expect(logUse(made)).toEqual({ lines: 1, bytes: 8 });
  });
});

describe("recorded values", () => {
  it("are told to be masked, of a secret, or cut", () => {
    expect(noteOf("[masked]")).toBe("masked");
    expect(noteOf("m***@proton.example")).toBe("masked");
    expect(noteOf("Bearer [secret GEO_KEY]")).toBe("secret");
    expect(noteOf("214 bytes left out", "…")).toBe("cut");
    expect(noteOf("… 214 bytes left out")).toBe("cut");
    expect(noteOf("left out", "…")).toBe("cut");
    expect(noteOf("left out", "reason")).toBeUndefined();
    expect(noteOf("m@proton.example")).toBeUndefined();
    expect(noteOf(7)).toBeUndefined();
  });

  it("are lines of a tree, and those that are too many are counted", () => {
    const { lines, leftOut } = documentLines({ a: { b: [1, null] }, c: {}, d: "x" });
    expect(lines.map(({ depth, key, value, kind }) => [depth, key, value, kind])).toEqual([
      [0, "a", undefined, "object"],
      [1, "b", undefined, "array"],
      [2, "1", 1, "number"],
      [2, "2", null, "null"],
      [0, "c", "{}", "object"],
      [0, "d", "x", "text"],
    ]);
    expect(leftOut).toBe(0);
    expect(documentLines({ a: 1, b: 2, c: 3 }, 2)).toMatchObject({ leftOut: 1 });
  });
});

describe("text of others", () => {
  it("shows what would not be seen as an escape", () => {
    expect(visibleText("a\u0000b\u001b[31m\u202egnp.exe\u200bx\ufeff")).toBe(
      "a\\u{0000}b\\u{001B}[31m\\u{202E}gnp.exe\\u{200B}x\\u{FEFF}",
    );
    expect(visibleText("a\r\n\tb")).toBe("a\\r\\n\tb");
    expect(visibleText("a\r\n\tb", { keepLines: true })).toBe("a\\r\n\tb");
    expect(visibleText("half \ud83d")).toBe("half \\u{D83D}");
  });

  it("leaves alone what people write", () => {
    const text = "Grüße, 日本語, עברית, 😀 <b>&amp;";
    expect(visibleText(text)).toBe(text);
  });

  it("is cut between characters, and in the middle where the ends tell two apart", () => {
    expect(clipText("ab😀c", 3)).toEqual({ shown: "ab", leftOut: 3 });
    expect(clipText("abc", 3)).toEqual({ shown: "abc", leftOut: 0 });
    expect(cutMiddle("4bf92f3577b34da6a3ce929d0e0e4736", 16)).toBe("4bf92f35…e0e4736");
  });
});

describe("marks", () => {
  it("draw a column for each layer and a mark for each script", () => {
    const layers = [["success"], ["success", "error"], ["skipped"]] as const;
    const { width, marks, lines } = glyphShape(layers);
    expect(width).toBe(32);
    expect(marks.map(({ x, y }) => [x, y])).toEqual([
      [4, 10],
      [16, 6],
      [16, 14],
      [28, 10],
    ]);
    expect(lines.match(/M/g)).toHaveLength(4);
    expect(glyphLabel(layers)).toBe("3 layers, 4 scripts; error in layer 2, script 2");
  });

  it("stay inside of their height for five scripts", () => {
    const { marks, height } = glyphShape([
      ["none", "none", "none", "none", "none"],
      ["none", "none"],
    ]);
    for (const { y, radius } of marks) {
      expect(y - radius).toBeGreaterThanOrEqual(0);
      expect(y + radius).toBeLessThanOrEqual(height);
    }
  });

  it("colour a fetch that was answered 4xx or 5xx as a warning", () => {
    expect(spanTone(fetchSpan("geo.example", 503, {}))).toBe("warning");
    expect(spanTone(fetchSpan("geo.example", 200, {}))).toBe("success");
    expect(spanTone({ ...fetchSpan("geo.example", 503, {}), status: "error" })).toBe("error");
    expect(fetchTitle(fetchSpan("geo.example", 200, {}))).toBe("GET geo.example/v2");
  });
});
