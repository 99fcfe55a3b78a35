import { describe, expect, test } from "vitest";
import { conflict, deploy, k1, k2, keyNamed, missing, publishScript, refused, sample, signup, type Deployment } from "./deployment.ts";

const value = "correct horse battery";
const fetching = `
  local r = helpers.fetch("https://api.example.com/", {headers = {authorization = helpers.secret("API_KEY")}})
  return {data = {status = r.status}}`;

/** What before_signup sends as its authorization; undefined when it sends nothing. */
async function sent(deployment: Deployment, options = {}): Promise<string | null | undefined> {
  let authorization: string | null | undefined;
  const engine = await deployment.engine({
    ...options,
    fetch: async (_, init) => {
      authorization = new Headers(init.headers).get("authorization");
      return new Response("{}");
    },
  });
  await engine.run("before_signup", sample);
  return authorization;
}

async function withSecret(hosts: readonly string[] = ["api.example.com"], options = {}): Promise<Deployment> {
  const deployment = deploy(options);
  await deployment.control.secrets.set("API_KEY", value, { hosts });
  await publishScript(deployment, fetching);
  return deployment;
}

describe("binding a secret to hosts", () => {
  test("changes where it may be sent, without its value and as a new version", async () => {
    const deployment = await withSecret(["other.example.com"]);
    expect(await sent(deployment)).toBeUndefined();
    const bound = await deployment.control.secrets.bind("API_KEY", ["API.example.com"], { version: 1 });
    expect(bound).toMatchObject({ version: 2, hosts: ["api.example.com"], kid: "k1" });
    expect(await sent(deployment)).toBe(value);
    await deployment.control.secrets.bind("API_KEY", []);
    expect(await sent(deployment)).toBe(value);
  });

  test("is refused at another version, for a secret there is not and for what are no hosts", async () => {
    const { control } = await withSecret();
    await expect(control.secrets.bind("API_KEY", [], { version: 7 })).rejects.toMatchObject(conflict("version"));
    await expect(control.secrets.bind("NO_SUCH", [])).rejects.toMatchObject(missing("name"));
    await expect(control.secrets.bind("API_KEY", ["*"])).rejects.toMatchObject(refused("hosts[0]"));
    await expect(control.secrets.bind("API_KEY", null as never)).rejects.toMatchObject(refused("hosts"));
  });
});

describe("rotating a secret", () => {
  test("keeps its hosts unless others are given", async () => {
    const { control } = await withSecret();
    expect(await control.secrets.set("API_KEY", "another horse")).toMatchObject({ version: 2, hosts: ["api.example.com"] });
    expect(await control.secrets.set("API_KEY", "another horse", { hosts: [] })).toMatchObject({ version: 3, hosts: [] });
  });

  test("over a version that is not the newest is a conflict", async () => {
    const { control } = await withSecret();
    await expect(control.secrets.set("API_KEY", value, { version: 0 })).rejects.toMatchObject(conflict("version"));
    expect(await control.secrets.set("API_KEY", value, { version: 1 })).toMatchObject({ version: 2 });
  });

  test("does not take over hosts that somebody wrote beside the seal", async () => {
    const { control, tamper } = await withSecret();
    await tamper("secret:API_KEY", (envelope) => ({ ...envelope, hosts: ["evil.example.com"] }));
    expect(await control.secrets.set("API_KEY", "another horse")).toMatchObject({ hosts: ["api.example.com"] });
  });

  test("asks for the hosts when those of before cannot be read", async () => {
    const { control, tamper } = await withSecret();
    await tamper("secret:API_KEY", ({ record, ...rest }) => ({ ...rest, record: { ...record, hosts: ["evil.example.com"] } }));
    await expect(control.secrets.set("API_KEY", "another horse")).rejects.toMatchObject(refused("options.hosts"));
    expect(await control.secrets.set("API_KEY", "another horse", { hosts: [] })).toMatchObject({ version: 2 });
  });
});

describe("the list of secrets", () => {
  test("names the scripts and published pipelines that mention each", async () => {
    const { control } = await withSecret();
    await control.scripts.save({ id: "b", code: '-- API_KEY is not for this one; helpers.secret("OTHER")' });
    await control.secrets.set("UNUSED", value);
    const users = { scripts: ["a", "b"], pipelines: ["before_signup"] };
    expect(await control.secrets.list()).toMatchObject([
      { name: "API_KEY", state: "ok", users },
      { name: "UNUSED", state: "ok", users: { scripts: [], pipelines: [] } },
    ]);
    expect(await control.secrets.users("API_KEY")).toEqual(users);
    await expect(control.secrets.users("bad name")).rejects.toMatchObject(refused("name"));
  });

  const flipped = (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1);

  test.each<[string, (envelope: any) => object, RegExp]>([
    ["a changed value", ({ record, ...rest }) => ({ ...rest, record: { ...record, ciphertext: flipped(record.ciphertext) } }), /does not open/],
    ["a cut value", ({ record, ...rest }) => ({ ...rest, record: { ...record, ciphertext: record.ciphertext.slice(0, 24) } }), /does not open/],
    ["half a record", ({ record: { nonce: _, ...record }, ...rest }) => ({ ...rest, record }), /another form/],
    ["an empty record", (envelope) => ({ ...envelope, record: {} }), /not the one/],
    ["other hosts in the seal", ({ record, ...rest }) => ({ ...rest, hosts: ["evil.example.com"], record: { ...record, hosts: ["evil.example.com"] } }), /does not open/],
    ["other hosts beside the seal", (envelope) => ({ ...envelope, hosts: ["evil.example.com"] }), /hosts/],
    ["another version beside the seal", (envelope) => ({ ...envelope, version: 9 }), /version/],
    ["an unknown key", ({ record, ...rest }) => ({ ...rest, record: { ...record, kid: "k9" } }), /key id/],
  ])("shows %s as unreadable", async (_, change, fault) => {
    const { control, tamper } = await withSecret();
    await tamper("secret:API_KEY", change);
    expect(await control.secrets.list()).toMatchObject([{ state: "unreadable", fault: expect.stringMatching(fault) }]);
  });

  test("shows the record of another secret, and of another namespace, as unreadable", async () => {
    const { control, as, record, store, tamper } = await withSecret();
    await control.secrets.set("OTHER", value, { hosts: ["api.example.com"] });
    const other = await record("secret:OTHER");
    await tamper("secret:API_KEY", () => other);
    expect(await control.secrets.list()).toMatchObject([
      { name: "API_KEY", state: "unreadable", fault: expect.stringContaining("is that of another") },
      { name: "OTHER", state: "ok" },
    ]);
    await as("ada", { namespace: "foreign" }).secrets.set("API_KEY", value);
    await store.put("sluice:secret:API_KEY", (await store.get("foreign:secret:API_KEY"))!);
    expect(await control.secrets.list()).toMatchObject([
      { name: "API_KEY", state: "unreadable", fault: expect.stringContaining("does not open") },
      { name: "OTHER", state: "ok" },
    ]);
  });

  test("shows an older record than what is published asks for as unreadable, and scripts do not get it", async () => {
    const deployment = await withSecret();
    const { control, record, tamper } = deployment;
    const old = await record("secret:API_KEY");
    await control.secrets.set("API_KEY", "another horse");
    await publishScript(deployment, fetching);
    await tamper("secret:API_KEY", () => old);
    expect(await control.secrets.list()).toMatchObject([{ state: "unreadable", fault: expect.stringContaining("older") }]);
    expect(await sent(deployment)).toBeUndefined();
  });
});

describe("deleting a secret", () => {
  test("that something names is refused with the users, unless it is forced", async () => {
    const { control } = await withSecret();
    await expect(control.secrets.delete("API_KEY")).rejects.toMatchObject({
      code: "conflict",
      problems: [
        { kind: "in_use", nodes: ["a"], message: "Script a names secret API_KEY." },
        { kind: "in_use", nodes: ["before_signup"] },
      ],
    });
    expect(await control.secrets.delete("API_KEY", { force: true })).toBe(true);
    expect(await control.secrets.list()).toEqual([]);
  });

  test("at another version is a conflict", async () => {
    const { control } = deploy();
    await control.secrets.set("UNUSED", value);
    await expect(control.secrets.delete("UNUSED", { version: 2 })).rejects.toMatchObject(conflict("version"));
    expect(await control.secrets.delete("UNUSED", { version: 1 })).toBe(true);
    expect(await control.secrets.set("UNUSED", value, { version: 0 })).toMatchObject({ version: 3 });
  });
});

describe("rewrapping", () => {
  const rotated = { secretKeys: [k2, k1] };

  test("puts secrets, pointers and versions under the first key, so that the older key can go", async () => {
    const deployment = await withSecret();
    const { as } = deployment;
    await publishScript(deployment, `${fetching} -- again`);
    const progress: object[] = [];
    const result = await as("ada", rotated).secrets.rewrap((step) => progress.push(step));
    expect(result).toEqual({ renewed: 4, kept: 0, failed: [] });
    expect(progress).toEqual([1, 2, 3, 4].map((done) => ({ done, total: 4 })));
    const alone = { secretKeys: [k2] };
    expect(await sent(deployment, alone)).toBe(value);
    expect(await as("ada", alone).secrets.list()).toMatchObject([{ state: "ok", kid: "k2", version: 1, hosts: ["api.example.com"] }]);
    expect(await as("ada", alone).pipelines.rollback("before_signup")).toMatchObject({ version: 1 });
  });

  test("changes nothing the second time", async () => {
    const deployment = await withSecret();
    const control = deployment.as("ada", rotated);
    await control.secrets.rewrap();
    const before = await deployment.record("secret:API_KEY");
    expect(await control.secrets.rewrap()).toEqual({ renewed: 0, kept: 3, failed: [] });
    expect(await deployment.record("secret:API_KEY")).toEqual(before);
  });

  test("tells of what does not open or was forged, and leaves it as it is", async () => {
    const { as, control, record, tamper } = await withSecret();
    await control.secrets.set("OTHER", value);
    await tamper("secret:API_KEY", (envelope) => ({ ...envelope, record: { ...envelope.record, version: 5 } }));
    await tamper("pointer:before_signup", (pointer) => ({ ...pointer, revision: pointer.revision + 5 }));
    await tamper("pv:before_signup:0000000001", ({ mac: _, ...version }) => version);
    const forged = await Promise.all(["secret:API_KEY", "pointer:before_signup"].map(record));
    const { renewed, failed } = await as("ada", rotated).secrets.rewrap();
    expect(renewed).toBe(1);
    expect(failed.map(({ target }) => target)).toEqual([
      "secret:API_KEY",
      "pipeline:before_signup",
      "pipeline:before_signup@1",
    ]);
    expect(await Promise.all(["secret:API_KEY", "pointer:before_signup"].map(record))).toEqual(forged);
  });

  test("does not take back what somebody changes meanwhile", async () => {
    const deployment = await withSecret();
    const { as, store, control } = deployment;
    const { cas } = store;
    let changed = false;
    store.cas = async (key, expected, text, options) => {
      if (/:secret:/.test(key) && !changed) {
        changed = true;
        await control.secrets.set("API_KEY", "set meanwhile");
      }
      return cas!(key, expected, text, options);
    };
    expect(await as("bob", rotated).secrets.rewrap()).toMatchObject({ renewed: 3, failed: [] });
    expect(await sent(deployment, { secretKeys: [k2] })).toBe("set meanwhile");
  });

  test("keeps deleted secrets and unpublished triggers as they are", async () => {
    const { as, control } = await withSecret();
    await control.secrets.delete("API_KEY", { force: true });
    await control.pipelines.unpublish("before_signup");
    expect(await as("ada", rotated).secrets.rewrap()).toEqual({ renewed: 2, kept: 1, failed: [] });
    expect(await as("ada", { secretKeys: [k2] }).pipelines.rollback("before_signup")).toMatchObject({ version: 1 });
  });

  test("needs keys", async () => {
    await expect(deploy({ secretKeys: undefined as never }).control.secrets.rewrap()).rejects.toMatchObject(
      refused("options.secretKeys"),
    );
  });
});

describe("a canary", () => {
  const canary = "canary-5up3r-s3cr3t-value";

  test("that is set as a secret shows in no record, trace, journal, log entry or answer", async () => {
    const deployment = deploy();
    const { control, store, engine } = deployment;
    const answers: unknown[] = [];
    const keep = async (answer: Promise<unknown>): Promise<void> => {
      answers.push(await answer.catch((error: unknown) => ({ ...(error as object), text: String(error), stack: (error as Error).stack })));
    };
    await keep(control.secrets.set("CANARY", canary, { hosts: ["api.example.com"] }));
    await keep(control.secrets.set("CANARY_FREE", canary));
    await keep(control.secrets.set("BAD NAME", canary));
    await keep(control.secrets.set("CANARY_FREE", canary, { hosts: ["*"] }));
    await keep(control.secrets.set("CANARY_FREE", canary, { version: 9 }));
    await control.scripts.save({
      id: "a",
      code: `
        local bound, free = helpers.secret("CANARY"), helpers.secret("CANARY_FREE")
        helpers.log(bound, free, helpers.base64.encode(free))
        pcall(helpers.fetch, "https://api.example.com/" .. free, {method = "POST", headers = {a = bound, b = free}, body = free})
        helpers.trace(free, {key = free}, function() end)
        if context.email:find("leak") then return {data = {leak = free}} end
        if context.email:find("fail") then error("with " .. free) end
        if context.email:find("deny") then return {allowed = false, error = "no " .. free} end`,
    });
    const mocks = { fetch: [{ url: "https://api.example.com/*", body: `echo ${canary}` }] };
    for (const email of ["a@b.co", "leak@b.co", "fail@b.co", "deny@b.co"]) {
      await keep(control.pipelines.dryRun(signup, { email }, { secrets: "stored" }));
      await keep(control.pipelines.publish(signup, { sample: { email }, secrets: "stored", mocks }));
      await keep(control.pipelines.publish(signup, { sample: { email }, secrets: "stored" }));
    }
    let fetched = 0;
    const running = await engine({ fetch: async () => (fetched++, new Response(`echo ${canary}`)) });
    for (const email of ["a@b.co", "leak@b.co", "fail@b.co", "deny@b.co"]) await keep(running.run("before_signup", { email }));
    await running.close();
    expect(fetched).toBe(4);
    const { traces } = await control.traces.list();
    expect(traces.map(({ status }) => status).sort()).toEqual(["error", "error", "error", "success"]);
    for (const { id } of traces) await keep(control.traces.get(id));
    // Else nobody would have read it, and nothing could have shown.
    expect(JSON.stringify(answers)).toContain("[secret CANARY_FREE]");
    const plan = { trigger: "before_signup", layers: [[{ id: "a", code: (await control.scripts.get("a"))!.code }]] };
    const secrets = { CANARY: { value: canary, hosts: ["api.example.com"] }, CANARY_FREE: canary };
    const fetch = async (): Promise<Response> => new Response("{}");
    const executed = await running.execute(plan, { email: "a@b.co" }, { secrets, fetch, record: true });
    expect(executed.journal).toBeDefined();
    answers.push(executed);
    for (const call of [control.secrets.list(), control.secrets.users("CANARY"), control.secrets.bind("CANARY", [])]) await keep(call);
    await keep(deployment.as("ada", { secretKeys: [k2, k1] }).secrets.rewrap());
    await keep(control.secrets.delete("CANARY"));
    await keep(control.audit.list({ limit: 200 }));
    await keep(control.exportFiles());
    await keep(control.pipelines.list());
    await keep(control.pipelines.versions("before_signup"));

    const { keys } = await store.list();
    const records = await Promise.all(keys.map(async ({ name, metadata }) => [name, metadata, await store.get(name)]));
    const forms = [canary, Buffer.from(canary).toString("base64"), encodeURIComponent(canary), Buffer.from(canary).toString("hex")];
    // The mock's own text is the test's, and in no answer either.
    for (const form of forms) expect(JSON.stringify([records, answers])).not.toContain(form);
  });

  test("sealed with another key of the same id is of no use", async () => {
    const { as, control } = deploy();
    await as("eve", { secretKeys: [keyNamed("k1", 7)] }).secrets.set("API_KEY", canary);
    expect(await control.secrets.list()).toMatchObject([{ state: "unreadable" }]);
  });
});
