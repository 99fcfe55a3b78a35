import type { Span, Trace } from "sluice";
import { expect, test } from "vitest";

import { caseOfTrial } from "../../../../web-ui/src/trial/cases/case-of-trial.ts";
import type { TrialResult } from "../../../../web-ui/src/trial/trial.ts";

const fetched = {
  parentId: "1",
  kind: "CLIENT",
  status: "success",
  attributes: { "server.address": "geo.example.com" },
};
const trace = { status: "success", spans: [fetched as unknown as Span] } as unknown as Trace;
const result: TrialResult = {
  ...{ at: 1, source: "draft", fingerprint: "f", outcome: { allowed: true }, wouldCall: [] },
  ...{ trace, startedAt: 7, seed: "00000000000000aa" },
};
const tried = {
  context: { email: "ada@acme.example" },
  input: { userId: "u1", requestIp: "", env: { PLAN: "pro" } },
  mocks: [{ url: "https://geo.example.com/*" }, { url: "https://mail.example.com/" }, { url: "not an address" }],
  secrets: [
    { name: "GEO_KEY", hosts: ["geo.example.com"], choice: { kind: "stand-in" } },
    { name: "MAIL_KEY", hosts: [], choice: { kind: "absent" } },
  ],
} as const;

test("a trial becomes a case with its clock, its seed, its secrets and settings, and the mocks of the hosts that it asked", () => {
  expect(caseOfTrial("VPN", tried, result)).toEqual({
    ...{ name: "VPN", context: tried.context, userId: "u1" },
    mocks: [{ url: "https://geo.example.com/*" }],
    secrets: { GEO_KEY: { value: "stand-in-for-GEO_KEY", hosts: ["geo.example.com"] } },
    env: { PLAN: "pro" },
    ...{ now: 7, seed: "00000000000000aa" },
    expect: { outcome: { allowed: true }, exact: true, status: "success" },
  });
});
