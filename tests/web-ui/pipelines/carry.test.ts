import { describe, expect, test } from "vitest";

import { cancelled, dropped, over, pickedUp, shortPlace } from "../../../web-ui/src/pipelines/model/announcements.ts";
import { isLegal, pickUp, step, stopsOf, type CarryKey } from "../../../web-ui/src/pipelines/model/carry.ts";
import { moveCard } from "../../../web-ui/src/pipelines/model/draft.ts";
import { limits, pipelineOf, textOf } from "./support.ts";

const story = "normalize_email; disposable_domain geo_risk; risk_verdict";

function carry(text: string, key: string, ...keys: readonly CarryKey[]) {
  return keys.reduce(step, pickUp(pipelineOf(text), key, limits)!);
}

function drop(text: string, key: string, ...keys: readonly CarryKey[]): string {
  return textOf(moveCard(pipelineOf(text), key, carry(text, key, ...keys).at, limits).pipeline);
}

describe("what is said", () => {
  test("on picking up", () => {
    expect(pickedUp(carry(story, "geo_risk"))).toBe(
      "geo_risk picked up. Layer 2 of 3, position 2 of 2. Arrow keys move, Space drops, Escape cancels.",
    );
  });

  test.each([
    ["right", "New layer 3 of 4, before risk_verdict."],
    ["left", "New layer 2 of 4, before disposable_domain."],
    ["up", "Layer 2, position 1 of 2, beside disposable_domain."],
    ["down", "Layer 2 of 3, position 2 of 2."],
    ["left left", "Layer 1, position 2 of 2, beside normalize_email."],
    ["left left left", "New layer 1 of 4, before normalize_email."],
    ["right right right", "New layer 4 of 4, after risk_verdict."],
    ["right right right right", "New layer 4 of 4, after risk_verdict."],
  ])("after %s", (keys, said) => {
    expect(over(carry(story, "geo_risk", ...(keys.split(" ") as CarryKey[])))).toBe(said);
  });

  test("over a layer that is full, and over a gate when all layers are used", () => {
    expect(over(carry("x; a b c d e", "x", "right"))).toBe("Layer 1 is full, 5 of 5.");
    const ten = "a; b; c; d; e; f; g; h; i; j x";
    expect(over(carry(ten, "x", "left"))).toBe("All layers are used, 10 of 10.");
    expect(shortPlace(carry(ten, "x", "left"))).toBe("no room here");
  });

  test("on dropping, with what is wrong afterwards", () => {
    const there = carry(story, "geo_risk", "right");
    const problem = { severity: "warning", scriptId: "risk_verdict", line: 9, message: "May be nil." } as const;
    expect(dropped(there, [problem])).toBe("geo_risk dropped in new layer 3 of 4. 1 warning: risk_verdict, line 9.");
    expect(dropped(there, [])).toBe("geo_risk dropped in new layer 3 of 4.");
    expect(dropped(carry(story, "geo_risk", "left", "left"), [])).toBe("geo_risk dropped in layer 1, position 2 of 2.");
  });

  test("errors before warnings", () => {
    const problems = [
      { severity: "warning", scriptId: "a", line: 1, message: "m" },
      { severity: "error", message: "The pipeline has no scripts." },
      { severity: "error", scriptId: "b", message: "m" },
    ] as const;
    expect(dropped(carry(story, "geo_risk"), problems)).toContain("2 errors: The pipeline has no scripts.");
  });

  test("on cancelling", () => {
    expect(cancelled(carry(story, "geo_risk", "right"))).toBe("Cancelled. geo_risk is back in layer 2, position 2.");
    expect(cancelled(carry(story, "normalize_email", "right"))).toBe(
      "Cancelled. normalize_email is back in layer 1, position 1.",
    );
  });
});

describe("arrow keys", () => {
  test.each([
    ["geo_risk", "right", "normalize_email; disposable_domain; geo_risk; risk_verdict"],
    ["geo_risk", "left left", "normalize_email geo_risk; disposable_domain; risk_verdict"],
    ["geo_risk", "right left", story],
    ["risk_verdict", "left", "normalize_email; risk_verdict disposable_domain geo_risk"],
    ["risk_verdict", "left down", "normalize_email; disposable_domain risk_verdict geo_risk"],
    ["normalize_email", "right down down", "disposable_domain geo_risk normalize_email; risk_verdict"],
    ["normalize_email", "right right", "disposable_domain geo_risk; normalize_email; risk_verdict"],
  ])("carry %s %s", (key, keys, after) => {
    expect(drop(story, key, ...(keys.split(" ") as CarryKey[]))).toBe(after);
  });

  test("reach every stop there is", () => {
    const pipeline = "a b; c; d e f";
    const seen = new Set<string>();
    const open = [carry(pipeline, "e")];
    for (let at = open.pop(); at; at = open.pop()) {
      const name = JSON.stringify(at.at);
      if (seen.has(name)) continue;
      seen.add(name);
      for (const key of ["left", "right", "up", "down"] as const) open.push(step(at, key));
    }
    expect(seen).toEqual(new Set(stopsOf(carry(pipeline, "e")).map((stop) => JSON.stringify(stop))));
  });
});

test("a full layer is a stop, but no place to drop", () => {
  const there = carry("x; a b c d e", "x", "right");
  expect(isLegal(there, there.at)).toBe(false);
  expect(drop("x; a b c d e", "x", "right")).toBe("x; a b c d e");
});

test("a card that is not there cannot be picked up", () => {
  expect(pickUp(pipelineOf("a"), "b", limits)).toBeUndefined();
});
