/** A request that succeeds on a seeded deployment. */
export interface Example {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Where the same request finds nothing; with what it answers if that is no 404. */
  readonly unknown?: { readonly params: Readonly<Record<string, string>>; readonly answers?: number };
}

const trigger = { trigger: "before_signup" };
const nowhere = { params: { trigger: "before_signin" } };
const noSuch = { ...nowhere, answers: 200 };
const script = { id: "geo-block" };
const noScript = { params: { id: "no-such" } };
const cases = { name: "signup" };
const noCases = { params: { name: "no-such" } };
const layers = [["geo-block"]];
const email = "ada@acme.example";
const mocks = { fetch: [{ url: "https://geo.example/*", json: { country: "NL" } }] };
const secrets = { GEO_KEY: "a stand-in of some length" };
const note = "why";

/** A file of cases that what is published passes. */
export const caseFile = {
  ...trigger,
  secrets: { GEO_KEY: "a stand-in of some length" },
  cases: [{ name: "lets everybody in", context: { email }, mocks: mocks.fetch, expect: { outcome: { allowed: true }, fetches: [] } }],
};

/** One for each operation of the API, by its id. */
export const examples = (traceId: string): Readonly<Record<string, Example>> => ({
  runTrigger: {
    params: trigger,
    body: { context: { email }, userId: "u1", requestIp: "192.0.2.7" },
    unknown: { params: { trigger: "before_lunch" } },
  },
  listScripts: {},
  getScript: { params: script, unknown: noScript },
  saveScript: { params: script, body: { name: "Geo block", code: "return {}", note }, unknown: { ...noScript, answers: 200 } },
  deleteScript: { params: { id: "unused" }, query: { note }, unknown: noScript },
  listScriptVersions: { params: script, query: { limit: "1" }, unknown: { ...noScript, answers: 200 } },
  getScriptVersion: { params: { ...script, version: "1" }, unknown: { params: { ...script, version: "99" } } },
  diffScript: { params: script, query: { from: "1", to: "2" }, unknown: noScript },
  restoreScript: { params: script, body: { version: 1, note }, unknown: noScript },
  listPipelines: {},
  getDraft: { params: trigger, unknown: nowhere },
  saveDraft: {
    params: trigger,
    body: { layers, mode: "blocking", onError: "allow", failureText: "Not now.", limits: { scriptMs: 1_000 }, sampling: { journal: 0.5 }, note },
    unknown: noSuch,
  },
  discardDraft: { params: trigger, query: { note }, unknown: nowhere },
  checkPipeline: { params: trigger, body: { pipeline: { layers } }, unknown: nowhere },
  dryRunPipeline: {
    params: trigger,
    body: { context: { email }, pipeline: { layers }, mocks, secrets, userId: "u1", requestIp: "192.0.2.7" },
    unknown: nowhere,
  },
  runCases: { params: trigger, body: { pipeline: { layers }, file: "signup" }, unknown: nowhere },
  listPipelineVersions: { params: trigger, query: { limit: "1" }, unknown: noSuch },
  diffPipeline: { params: trigger, query: { from: "1", to: "2" }, unknown: nowhere },
  getPipelineHealth: { params: trigger, query: { maxErrorRate: "0.5", minRuns: "1" }, unknown: noSuch },
  publishPipeline: {
    params: trigger,
    body: { pipeline: { layers }, sample: { email }, mocks, secrets, userId: "u1", requestIp: "192.0.2.7", allowFailingCases: true, note },
    unknown: nowhere,
  },
  rollBackPipeline: { params: trigger, body: { version: 1, note }, unknown: nowhere },
  unpublishPipeline: { params: trigger, body: { note }, unknown: noSuch },
  enablePipeline: { params: trigger, body: { note }, unknown: nowhere },
  disablePipeline: { params: trigger, body: { note }, unknown: nowhere },
  listCases: { query: trigger },
  getCases: { params: cases, unknown: noCases },
  saveCases: { params: cases, body: { file: caseFile, note }, unknown: { ...noCases, answers: 200 } },
  deleteCases: { params: cases, query: { note }, unknown: noCases },
  listSecrets: {},
  setSecret: {
    params: { name: "GEO_KEY" },
    body: { value: "another value of some length", hosts: ["geo.example"], note },
    unknown: { params: { name: "NO_SUCH" }, answers: 200 },
  },
  bindSecret: { params: { name: "GEO_KEY" }, body: { hosts: ["geo.example"], note }, unknown: { params: { name: "NO_SUCH" } } },
  deleteSecret: { params: { name: "GEO_KEY" }, query: { force: "true", note }, unknown: { params: { name: "NO_SUCH" } } },
  rewrapKeys: {},
  listTraces: { query: { trigger: "before_signup", status: "success", from: "0", limit: "10" } },
  getTraceActivity: { query: { trigger: "before_signup", from: "0", to: "4000000000000", parts: "24" } },
  getTrace: { params: { id: traceId }, unknown: { params: { id: "0".repeat(32) } } },
  getTraceAsOtlp: { params: { id: traceId }, unknown: { params: { id: "0".repeat(32) } } },
  getTracePlan: { params: { id: traceId }, unknown: { params: { id: "0".repeat(32) } } },
  getJournal: { params: { id: traceId }, unknown: { params: { id: "0".repeat(32) } } },
  replayJournal: {
    params: { id: traceId },
    body: {
      plan: { trigger: "before_signup", layers: [[{ id: "geo-block", code: "return {}" }]] },
      limits: { scriptMs: 1_000 },
      secrets,
    },
    unknown: { params: { id: "0".repeat(32) } },
  },
  eraseUser: { body: { userId: "u1" } },
  listAudit: { query: { target: "script:geo-block", limit: "10" } },
  exportFiles: {},
  planImport: { body: { files: { "scripts/new.lua": "return {}" } } },
  importFiles: {
    body: {
      files: { "scripts/geo-block.lua": "return {}", "pipelines/before_signup.json": JSON.stringify({ ...trigger, layers }) },
      remove: true,
      publish: true,
      samples: { before_signup: { email } },
      mocks,
      secrets,
      note,
    },
  },
  cleanUpTraces: {},
  cleanUpTracesByOldName: {},
  getDeployment: {},
  getHealth: {},
  getStats: {},
  getToken: {},
  getDocument: {},
});

export function addressOf(path: string, { params = {}, query = {} }: Example): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const search = new URLSearchParams(query).toString();
  return search === "" ? filled : `${filled}?${search}`;
}
