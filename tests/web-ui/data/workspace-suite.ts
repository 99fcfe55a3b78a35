import { beforeEach, describe, expect, test } from "vitest";

import { faultOf } from "../../../web-ui/src/data/faults.ts";
import type { Workspace } from "../../../web-ui/src/data/workspace.ts";

const trigger = "before_signup";
const sample = { email: "ada@acme.example" };
const layers = [["gate"]];
const missing = "f".repeat(32);

/** What every workspace keeps to, wherever it is. `open` makes an empty one. */
export function describeWorkspace(where: string, open: () => Promise<Workspace>): void {
  describe(`a workspace ${where}`, () => {
    let workspace: Workspace;
    const publish = async (code: string) => {
      await workspace.control.scripts.save({ id: "gate", code });
      return workspace.control.pipelines.publish({ trigger, layers, onError: "block" }, { sample });
    };
    const faultWhen = (asked: Promise<unknown>) => asked.then(() => undefined, faultOf);

    beforeEach(async () => {
      workspace = await open();
    });

    test("knows the 16 hooks of the catalog, and may do everything", async () => {
      expect(workspace.hooks).toHaveLength(16);
      const info = await workspace.info();
      expect(info).toMatchObject({
        version: expect.stringMatching(/^\d/),
        engineHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        faults: [],
      });
      expect([...info.can].sort()).toEqual(["admin", "cron", "read", "replay", "trigger", "write"]);
    });

    test("saves scripts in versions, tells what changed, and brings one back", async () => {
      const { scripts } = workspace.control;
      expect(await scripts.get("gate")).toBeNull();
      await scripts.save({ id: "gate", code: "return {}" }, { note: "empty", version: 0 });
      await scripts.save({ id: "gate", name: "The gate", code: "return {allowed = false}" }, { version: 1 });
      expect(await scripts.list()).toMatchObject([{ id: "gate", name: "The gate", version: 2 }]);
      expect((await scripts.versions("gate", { limit: 1 })).items).toMatchObject([{ version: 2 }]);
      expect(await scripts.version("gate", 1)).toMatchObject({ code: "return {}", note: "empty" });
      expect(await scripts.version("gate", 9)).toBeNull();
      expect(await scripts.diff("gate", 1, 2)).toMatchObject({ added: 1, removed: 1 });
      expect(await scripts.restore("gate", 1, { version: 2 })).toMatchObject({ version: 3, code: "return {}" });
      expect(await scripts.delete("gate", { version: 3 })).toBe(true);
      expect(await scripts.delete("gate")).toBe(false);
    });

    test("tells a late writer of a conflict, and loses nothing", async () => {
      const { scripts, pipelines } = workspace.control;
      await scripts.save({ id: "gate", code: "return {}" });
      expect(await faultWhen(scripts.save({ id: "gate", code: "return 1" }, { version: 0 }))).toMatchObject({
        kind: "conflict",
      });
      await pipelines.saveDraft({ trigger, layers }, { revision: 0 });
      const late = pipelines.saveDraft({ trigger, layers: [] }, { revision: 0 });
      expect(await faultWhen(late)).toMatchObject({ kind: "conflict", problems: [] });
      expect((await pipelines.draft(trigger))?.pipeline.layers).toEqual(layers);
    });

    test("keeps a script that a draft names, and says which", async () => {
      const { scripts, pipelines } = workspace.control;
      await scripts.save({ id: "gate", code: "return {}" });
      await pipelines.saveDraft({ trigger, layers });
      const fault = await faultWhen(scripts.delete("gate"));
      expect(fault).toMatchObject({ kind: "conflict", title: "It is still in use.", problems: [{ nodes: [trigger] }] });
    });

    test("keeps drafts, tells their layers, and discards them", async () => {
      const { pipelines } = workspace.control;
      expect(await pipelines.draft(trigger)).toBeNull();
      const draft = await pipelines.saveDraft({ trigger, layers, onError: "allow" }, { note: "first" });
      expect(await pipelines.draft(trigger)).toEqual(draft);
      expect(await pipelines.list()).toMatchObject([
        { trigger, draft: { layers, scripts: ["gate"], problems: 1 }, enabled: true },
      ]);
      expect(await pipelines.discardDraft(trigger, { revision: draft.revision })).toBe(true);
      expect(await pipelines.discardDraft(trigger)).toBe(false);
    });

    test("tells what speaks against publishing, and refuses to", async () => {
      const { scripts, pipelines } = workspace.control;
      await scripts.save({ id: "gate", code: "return {" });
      expect(await pipelines.check({ trigger, layers })).toMatchObject([{ kind: "syntax_error", nodes: ["gate"] }]);
      const fault = await faultWhen(pipelines.publish({ trigger, layers }, { sample }));
      expect(fault).toMatchObject({ kind: "refused", code: "syntax_error", problems: [{ kind: "syntax_error" }] });
      await scripts.save({ id: "gate", code: "return {}" });
      expect(await faultWhen(pipelines.publish({ trigger, layers }))).toMatchObject({
        kind: "refused",
        code: "dry_run_failed",
      });
    });

    test("publishes, runs, leaves a trace, counts it, and rolls back", async () => {
      const { pipelines, traces } = workspace.control;
      expect(await workspace.run(trigger, { context: sample })).toEqual({ outcome: { allowed: true } });
      await publish('return {data = {from = "first"}}');
      await publish('return {data = {from = "second"}}');
      const { outcome, trace } = await workspace.run(trigger, {
        context: sample,
        userId: "u1",
        requestIp: "192.0.2.7",
      });
      expect(outcome).toEqual({ allowed: true, data: { from: "second" }, traceId: trace!.id });
      expect(trace).toMatchObject({ trigger, status: "success", userId: "u1", spans: [{ scriptId: "gate" }] });
      expect((await traces.list({ userId: "u1" })).traces).toMatchObject([{ id: trace!.id, trigger }]);
      expect(await traces.get(trace!.id)).toEqual(trace);
      expect(await traces.otlp(trace!.id)).toHaveProperty("resourceSpans");
      expect(await traces.get(missing)).toBeNull();
      expect(await pipelines.health(trigger)).toMatchObject({ runs: 1, errors: 0, rollbackTo: 1 });
      const { startedAt } = trace!;
      const { parts, triggers } = await traces.activity({ from: startedAt, to: startedAt + 2, parts: 2 });
      expect([parts.length, triggers]).toEqual([2, { [trigger]: { success: 1, blocked: 0, error: 0 } }]);
      expect(await pipelines.rollback(trigger)).toMatchObject({ version: 1 });
      expect((await workspace.run(trigger, { context: sample })).outcome).toMatchObject({ data: { from: "first" } });
      expect(await pipelines.disable(trigger)).toMatchObject({ enabled: false });
      expect(await workspace.run(trigger, { context: sample })).toEqual({ outcome: { allowed: true } });
      expect(await pipelines.enable(trigger)).toMatchObject({ enabled: true });
      expect(await pipelines.unpublish(trigger)).toMatchObject({ version: 0 });
      const { items } = await pipelines.versions(trigger);
      expect(items.map(({ version }) => version)).toEqual([2, 1]);
      expect(await pipelines.diff(trigger, 1, 2)).toMatchObject({ changes: { changed: ["gate"] } });
    });

    test("tries a draft out without any effect", async () => {
      const { scripts, pipelines, traces } = workspace.control;
      const code = 'local r = helpers.fetch("https://geo.example.com/x") return {data = {risk = r.body.risk}}';
      await scripts.save({ id: "gate", code });
      await pipelines.saveDraft({ trigger, layers });
      const mocks = { fetch: [{ url: "https://geo.example.com/*", json: { risk: 7 } }] };
      const { outcome, trace } = await pipelines.dryRun(trigger, sample, { mocks });
      expect([outcome, trace?.status]).toEqual([{ allowed: true, data: { risk: 7 } }, "success"]);
      const { wouldCall } = await pipelines.dryRun(trigger, sample);
      expect(wouldCall).toEqual([{ method: "GET", url: "https://geo.example.com/x" }]);
      expect((await traces.list()).traces).toEqual([]);
    });

    test("names the field of a wrong context, and a trigger that nobody knows", async () => {
      await publish("return {}");
      const wrong = await faultWhen(workspace.run(trigger, { context: { email: 5 } }));
      expect(wrong).toMatchObject({
        kind: "refused",
        code: "invalid_context",
        field: expect.stringContaining("email"),
      });
      expect(await faultWhen(workspace.run("before_lunch", { context: {} }))).toMatchObject({ kind: "missing" });
    });

    test("seals secrets, binds and rotates them, names their users, and never answers a value", async () => {
      const { secrets, scripts } = workspace.control;
      const value = "a value that nobody reads";
      await secrets.set("GEO_KEY", value, { hosts: ["geo.example"], version: 0 });
      await secrets.set("GEO_KEY", `${value} again`);
      expect(await secrets.bind("GEO_KEY", [])).toMatchObject({ version: 3, hosts: [] });
      await scripts.save({ id: "gate", code: 'return {data = {k = helpers.secret("GEO_KEY") ~= nil}}' });
      const listed = await secrets.list();
      expect(listed).toMatchObject([{ name: "GEO_KEY", state: "ok", users: { scripts: ["gate"], pipelines: [] } }]);
      expect(JSON.stringify(listed)).not.toContain("nobody reads");
      expect(await secrets.users("GEO_KEY")).toEqual({ scripts: ["gate"], pipelines: [] });
      expect(await faultWhen(secrets.delete("GEO_KEY"))).toMatchObject({ kind: "conflict" });
      expect(await secrets.delete("GEO_KEY", { force: true })).toBe(true);
      expect(await faultWhen(secrets.set("GEO_KEY", "short"))).toMatchObject({ kind: "refused", field: "value" });
    });

    test("keeps an audit log, under the name of whoever acts", async () => {
      await workspace.control.as("bob@acme.example").scripts.save({ id: "gate", code: "return {}" }, { note: "why" });
      const { items } = await workspace.control.audit.list({ target: "script:gate" });
      expect(items).toMatchObject([
        { action: "script.save", note: "why", actor: expect.stringContaining("bob@acme.example") },
      ]);
    });

    test("replays a recorded run exactly, and nothing where none was recorded", async () => {
      await workspace.control.scripts.save({ id: "gate", code: "return {data = {n = math.random(1000000)}}" });
      await workspace.control.pipelines.publish({ trigger, layers, sampling: { journal: 1 } }, { sample });
      const { outcome, trace } = await workspace.run(trigger, { context: sample });
      const { traceId: _, ...decided } = outcome;
      expect(await workspace.replay(trace!.id)).toMatchObject({ outcome: decided, exact: true });
      expect(await workspace.replay(missing)).toBeNull();
      const journal = await workspace.control.journals.get(trace!.id);
      const plan = await workspace.control.traces.plan(trace!.id);
      expect(await workspace.control.traces.plan(missing)).toBeNull();
      const replayed = await workspace.replayRecording({ journal: journal!, plan: plan! });
      expect(replayed).toMatchObject({ outcome: decided, exact: true, reasons: [] });
    });

    test("compiles code without saving it, and names the line that is wrong", async () => {
      expect(await workspace.checkCode("return {}")).toEqual([]);
      expect(await workspace.checkCode("local a = 1\nlocal b = = 2")).toEqual([
        { line: 2, message: "unexpected symbol near '='" },
      ]);
      expect(await workspace.checkCode("x".repeat(6_000))).toEqual([
        { message: expect.stringContaining("5120 bytes") },
      ]);
      expect(await workspace.control.scripts.list()).toEqual([]);
    });

    test("keeps files of cases for a trigger, and tells a late writer", async () => {
      const { cases } = workspace.control;
      const file = {
        trigger,
        cases: [{ name: "lets her in", context: sample, expect: { outcome: { allowed: true } } }],
      };
      expect(await cases.get("signup")).toBeNull();
      const kept = await cases.save("signup", file, { revision: 0, note: "first" });
      expect(kept).toMatchObject({ name: "signup", trigger, count: 1, revision: 1, note: "first", file });
      expect(await cases.get("signup")).toEqual(kept);
      expect(await cases.list({ trigger })).toMatchObject([{ name: "signup", revision: 1 }]);
      expect(await cases.list({ trigger: "before_signin" })).toEqual([]);
      expect(await faultWhen(cases.save("signup", file, { revision: 0 }))).toMatchObject({ kind: "conflict" });
      const wrong = cases.save("signup", { ...file, cases: [{ name: "no expectation" }] } as never);
      expect(await faultWhen(wrong)).toMatchObject({ kind: "refused", field: "file.cases[0].context" });
      expect(await cases.delete("signup", { revision: 1 })).toBe(true);
      expect(await cases.delete("signup")).toBe(false);
    });

    test("tries a plan that nobody saved, and tells what each line cost and what no mock answers", async () => {
      const code = `helpers.log("asks")\nlocal r = helpers.fetch("https://geo.example.com/v1")\nreturn {data = {s = r.status}}`;
      const plan = { trigger, layers: [[{ id: "gate", code }]] };
      const mocks = [{ url: "https://geo.example.com/*", status: 204 }];
      const tried = await workspace.tryPlan(plan, sample, { mocks, secrets: {} });
      expect(tried).toMatchObject({ outcome: { allowed: true, data: { s: 204 } }, wouldCall: [] });
      expect(tried.profile).toMatchObject([{ scriptId: "gate", lines: [{ line: 1 }, { line: 2 }, { line: 3 }] }]);
      const unanswered = await workspace.tryPlan(plan, sample, { mocks: [], secrets: {} });
      expect(unanswered.wouldCall).toEqual([{ method: "GET", url: "https://geo.example.com/v1" }]);
      const asks = { trigger, layers: [[{ id: "gate", code: 'return {data = {p = helpers.env("PLAN") or "none"}}' }]] };
      for (const [env, p] of [[{ PLAN: "pro" }, "pro"], [{}, "none"]] as const) {
        const { outcome } = await workspace.tryPlan(asks, sample, { mocks: [], secrets: {}, env });
        expect(outcome).toMatchObject({ data: { p } });
      }
      const fault = await faultWhen(workspace.tryPlan(plan, {}, { mocks: [], secrets: {} }));
      expect(fault).toMatchObject({ kind: "refused", field: "context.email" });
      expect(await workspace.control.scripts.list()).toEqual([]);
      expect((await workspace.control.traces.list()).traces).toEqual([]);
    });

    test("runs cases on a plan that nobody saved, and says what differs", async () => {
      const plan = { trigger, layers: [[{ id: "gate", code: "return {data = {host = 'a'}}" }]] };
      const file = {
        trigger,
        cases: [
          { name: "as it is", context: sample, expect: { outcome: { data: { host: "a" } } } },
          { name: "otherwise", context: sample, expect: { outcome: { data: { host: "b" } } } },
          { name: "cannot be run", context: {}, expect: {} },
        ],
      };
      const { verdicts, coverage } = await workspace.runCases(file, plan);
      expect(verdicts).toMatchObject([
        { name: "as it is", passed: true, status: "success", findings: [] },
        { passed: false, findings: [{ what: "outcome.data.host", expected: '"b"', actual: '"a"' }] },
        { passed: false, findings: [{ what: expect.stringContaining("context.email") }] },
      ]);
      expect(coverage).toMatchObject([{ scriptId: "gate", covered: expect.any(Number), missed: [] }]);
      await expect(workspace.runCases(file, plan, AbortSignal.abort())).rejects.toThrow();
    });

    test("runs the kept cases, and publishes nothing that fails one unless told to", async () => {
      const { cases, pipelines, scripts } = workspace.control;
      await scripts.save({ id: "gate", code: "return {}" });
      const file = {
        trigger,
        cases: [{ name: "turns her away", context: sample, expect: { outcome: { allowed: false } } }],
      };
      await cases.save("signup", file);
      const draft = { trigger, layers };
      const findings = [{ what: "outcome.allowed", expected: "false", actual: "true" }];
      expect(await pipelines.runCases(draft, { file: "signup" })).toMatchObject({
        passed: 0,
        failed: 1,
        results: [{ file: "signup", name: "turns her away", passed: false, findings }],
      });
      expect(await faultWhen(pipelines.publish(draft, { sample }))).toMatchObject({
        kind: "refused",
        code: "dry_run_failed",
        problems: [{ kind: "case_failed", nodes: ["signup"] }],
      });
      const published = await pipelines.publish(draft, { sample, allowFailingCases: true });
      expect(published).toMatchObject({ version: 1, cases: { passed: 0, failed: 1 } });
      const { items } = await pipelines.versions(trigger);
      expect(items).toMatchObject([{ version: 1, cases: { passed: 0, failed: 1 } }]);
    });

    test("exports what is edited as files, and imports them somewhere else", async () => {
      await publish("return {}");
      const files = await workspace.control.exportFiles();
      expect(Object.keys(files)).toEqual(["pipelines/before_signup.json", "scripts/gate.lua"]);
      const other = await open();
      const plan = await other.control.importFiles(files);
      expect(plan.changes.map(({ change }) => change)).toEqual(["created", "created"]);
      expect(await plan.apply()).toMatchObject({ applied: expect.arrayContaining(["scripts/gate.lua"]) });
      expect(await other.control.exportFiles()).toEqual(files);
      const fault = await faultWhen(other.control.importFiles({ "scripts/NO.lua": "return {}" }));
      expect(fault).toMatchObject({ kind: "refused", field: expect.stringContaining("NO.lua") });
    });

    test("erases what is kept of a user, and cleans up what is old", async () => {
      await publish("return {}");
      await workspace.run(trigger, { context: sample, userId: "u1" });
      expect(await workspace.control.traces.cleanup()).toMatchObject({ deletedTraces: 0, retentionDays: 30 });
      expect(await workspace.control.traces.eraseUser("u1")).toMatchObject({ deletedTraces: 1 });
      expect((await workspace.control.traces.list()).traces).toEqual([]);
    });

    test("counts what its engine does", async () => {
      await publish("return {}");
      const { ended } = await workspace.stats();
      await workspace.run(trigger, { context: sample });
      expect((await workspace.stats()).ended).toBe(ended + 1);
    });
  });
}
