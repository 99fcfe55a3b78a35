import { describe, expect, test } from "vitest";

import { deploymentOf } from "../../../../bindings/js/deployment.ts";
import { scriptOf, uriOf } from "../../../../web-ui/src/editor/language/script-uri.ts";
import { Told } from "../../../../web-ui/src/editor/language/surroundings.ts";
import { surroundingsOf } from "../../../../web-ui/src/editor/surroundings-of.ts";

describe("what the server is told", () => {
  const signUp = { hook: "before_signup", layers: [[{ id: "geo", text: "return {}" }]] };
  const signIn = { hook: "before_signin", layers: [[{ id: "geo", text: "return {}" }]] };
  const methodsOf = (messages: readonly { readonly method: string; readonly params: object }[]) =>
    messages.map(({ params }) => ("hook" in params ? params.hook : "workspace"));

  test("is told once", () => {
    const told = new Told();
    expect(methodsOf(told.tell({ pipelines: [signUp], workspace: { secrets: [] } }, uriOf))).toEqual(["workspace", "before_signup"]);
    expect(told.tell({ pipelines: [signUp], workspace: { secrets: [] } }, uriOf)).toEqual([]);
  });

  test("is told again from the first pipeline on that differs, since the last counts", () => {
    const told = new Told();
    told.tell({ pipelines: [signUp, signIn], workspace: {} }, uriOf);
    expect(methodsOf(told.tell({ pipelines: [signIn, signUp], workspace: {} }, uriOf))).toEqual(["before_signin", "before_signup"]);
  });

  test("a pipeline that the script left is taken away", () => {
    const told = new Told();
    told.tell({ pipelines: [signUp, signIn], workspace: {} }, uriOf);
    expect(told.tell({ pipelines: [signIn], workspace: {} }, uriOf)).toContainEqual({
      method: "sluice/pipelineDidChange",
      params: { hook: "before_signup", layers: [] },
    });
  });

  test("a pipeline tells the limits that its draft lowers", () => {
    const overview = { trigger: "before_signup", mode: "blocking", enabled: true } as const;
    const limits = { fetchesPerScript: 1 };
    const pipeline = { trigger: "before_signup", layers: [["geo"]], limits };
    const drafts = new Map([["before_signup", { pipeline } as never]]);
    const around = [{ overview, layers: [["geo"]] }];
    const none = { records: new Map(), edited: new Map(), workspace: {} };
    const { pipelines } = surroundingsOf({ id: "geo", around, drafts, ...none });
    expect(pipelines).toMatchObject([{ hook: "before_signup", limits }]);
    expect(new Told().tell({ pipelines, workspace: {} }, uriOf)).toContainEqual({
      method: "sluice/pipelineDidChange",
      params: expect.objectContaining({ limits }),
    });
  });

  test("what a deployment allows is told as the server takes it", () => {
    const workspace = { ...deploymentOf({ fetchPolicy: { hosts: ["api.example.com"] } }), secrets: [] };
    expect(new Told().tell({ pipelines: [], workspace }, uriOf)).toEqual([
      { method: "sluice/workspaceDidChange", params: expect.objectContaining({ hosts: ["api.example.com"], secrets: [] }) },
    ]);
  });

  test("another server is told everything", () => {
    const told = new Told();
    told.tell({ pipelines: [signUp], workspace: {} }, uriOf);
    told.forget();
    expect(methodsOf(told.tell({ pipelines: [signUp], workspace: {} }, uriOf))).toEqual(["workspace", "before_signup"]);
  });
});

describe("addresses of scripts", () => {
  test("lead back to their ids", () => {
    expect(scriptOf(uriOf("geo_risk"))).toBe("geo_risk");
    expect(scriptOf("file:///geo.lua")).toBeUndefined();
  });
});

describe("what is around a script", () => {
  const overview = { trigger: "before_signup", mode: "blocking", enabled: true } as const;
  const record = (id: string, code: string) =>
    ({ id, name: id, code, version: 1, hash: "", updatedAt: 0, updatedBy: "" }) as never;

  test("has what was typed in other scripts, and not the text that the editor tells by itself", () => {
    const around = [{ overview, layers: [["geo"], ["risk"]] }];
    const records = new Map([
      ["geo", record("geo", "saved")],
      ["risk", record("risk", "saved")],
    ]);
    const edited = new Map([["geo", "typed"]]);
    const known = { id: "risk", around, drafts: new Map(), records, edited, workspace: {} };
    expect(surroundingsOf(known)).toEqual({
      pipelines: [
        {
          hook: "before_signup",
          mode: "blocking",
          layers: [[{ id: "geo", name: "geo", text: "typed" }], [{ id: "risk", name: "risk" }]],
        },
      ],
      workspace: {},
    });
  });
});
