import type { Journal, Plan, Replayed } from "sluice";
import { expect, test } from "vitest";

import {
  effectSteps,
  readableSecrets,
  realEdits,
  scriptsOf,
  sortReasons,
  withEdits,
} from "../../../web-ui/src/traces/replay/model.ts";
import { caseFileName, caseFileOf } from "../../../web-ui/src/traces/replay/test-case.ts";
import { span, trace } from "./fixtures.ts";

const fetchEffect = { id: 2, kind: "fetch", scriptId: "geo", url: "https://geo.example/v2", method: "POST", headers: { a: "b" }, body: "{}" } as const;
const journal: Journal = {
  version: 1,
  trigger: "before_signup",
  planHash: "a".repeat(64),
  engineHash: "b",
  traceId: "c".repeat(32),
  seed: "0000000000000007",
  startedAt: 1_000,
  userId: "u1",
  context: { email: "ada@corp.example" },
  turns: [
    {
      now: 1_014,
      answers: [
        {
          effect: { id: 1, kind: "secret", scriptId: "geo", name: "GEO_KEY", minVersion: 1 },
          reply: { ok: true, value: { version: 2, hosts: ["geo.example"] } },
        },
        {
          effect: { id: 3, kind: "secret", scriptId: "sign", name: "PEPPER", minVersion: 1 },
          reply: { ok: true, value: { version: 1 } },
        },
      ],
    },
    {
      now: 1_045,
      answers: [
        { effect: fetchEffect, reply: { ok: true, value: { status: 503, headers: { x: "y" }, body: "no" } } },
        {
          effect: { ...fetchEffect, id: 4, url: "https://down.example/" },
          reply: { ok: false, code: "fetch_failed", message: "no answer" },
        },
      ],
    },
  ],
  unanswered: [{ id: 5, kind: "rateLimit", scriptId: "geo", key: "ip", limit: 5, window: 60_000 }],
  result: "d".repeat(64),
  missing: [],
};
const plan: Plan = {
  trigger: "before_signup",
  layers: [[{ id: "geo", code: "return {}" }], [{ id: "sign", code: "return {}" }, { id: "geo", code: "return {}" }]],
};
const recording = { journal, plan };

test("effects stand in the order they were supplied, with what was supplied and when", () => {
  expect(effectSteps(journal).map(({ request, supplied, at }) => [request, supplied, at])).toEqual([
    ["GEO_KEY", "version 2, bound to geo.example, without its value", 14],
    ["PEPPER", "version 1, without its value", 14],
    ["POST https://geo.example/v2", "503", 45],
    ["POST https://down.example/", "fetch_failed", 45],
    ["ip, 5 in 60000 ms", "never answered: the execution ended first", undefined],
  ]);
});

test("a request is shown with what it sent and what was answered", () => {
  expect(effectSteps(journal)[2]).toMatchObject({ sent: "a: b\n\n{}", answer: "x: y\n\nno", isFault: true });
});

test("a secret that is bound to hosts needs no value, any other may", () => {
  expect(readableSecrets(journal)).toEqual(["PEPPER"]);
});

test("code that was typed and taken back is no edit", () => {
  expect(realEdits(recording, { geo: "return {}", sign: "return 1" })).toEqual({ sign: "return 1" });
  expect(withEdits(recording, { geo: "return {}" })).toBe(recording);
});

test("an edit is in every place of its script, the plan loses the hash it states, and the recording stays as it was", () => {
  const stated = { journal, plan: { ...plan, hash: "a" } as Plan };
  const edited = withEdits(stated, { geo: "return 1" });
  expect(edited.plan).not.toHaveProperty("hash");
  expect(scriptsOf(edited.plan).map(({ script: { code }, layer }) => [layer, code])).toEqual([
    [0, "return 1"],
    [1, "return {}"],
    [1, "return 1"],
  ]);
  expect(stated.plan.layers[0]?.[0]?.code).toBe("return {}");
});

test("misses are told from likened requests, and what an edit explains is left out", () => {
  const reasons = [
    "the plan is not the one that was recorded",
    "geo: GET https://x.example/ was asked for and not recorded",
    "geo: POST https://geo.example/v2 said something else than the recorded request",
    "the value of secret GEO_KEY was not handed in",
    "the value of secret PEPPER was not handed in",
  ];
  expect(sortReasons({ reasons }, recording, true)).toEqual({
    misses: ["geo: GET https://x.example/"],
    likened: ["geo: POST https://geo.example/v2"],
    others: ["the value of secret PEPPER was not handed in"],
  });
  expect(sortReasons({ reasons }, recording, false).others).toHaveLength(3);
});

test("a test case has the context, the recorded answers, stand-ins for secrets, and the outcome without its trace", () => {
  const replayed: Replayed = {
    outcome: { allowed: false, error: "No.", code: "runtime_error", traceId: "t" },
    trace: trace({
      status: "error",
      spans: [span("geo", { status: "error", errorCode: "runtime_error" })],
    }),
    exact: true,
    reasons: [],
  };
  expect(caseFileOf("Geo is down", recording, replayed)).toEqual({
    trigger: "before_signup",
    cases: [
      {
        name: "Geo is down",
        context: { email: "ada@corp.example" },
        userId: "u1",
        mocks: [
          { url: "https://geo.example/v2", method: "POST", status: 503, headers: { x: "y" }, body: "no" },
          { url: "https://down.example/", method: "POST", fails: true },
        ],
        secrets: {
          GEO_KEY: { value: "stand-in-for-GEO_KEY", hosts: ["geo.example"] },
          PEPPER: "stand-in-for-PEPPER",
        },
        now: 1_000,
        seed: "0000000000000007",
        expect: {
          outcome: { allowed: false, error: "No.", code: "runtime_error" },
          exact: true,
          status: "error",
          errorCode: "runtime_error",
        },
      },
    ],
  });
});

test("the name of a case makes a file's name", () => {
  expect(caseFileName("Geo: outage!")).toBe("geo-outage.cases.json");
  expect(caseFileName("…")).toBe("recorded.cases.json");
});
