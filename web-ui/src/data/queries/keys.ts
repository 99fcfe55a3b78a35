import type { ActivityQuery, TraceQuery } from "sluice";

/** Names of what is read, from the widest to the narrowest, so that a change can forget just what it touches. */
export const keys = {
  info: ["info"],
  deployment: ["deployment"],
  stats: ["stats"],
  pipelines: ["pipelines"],
  draft: (trigger: string) => ["draft", trigger],
  check: (trigger: string, pipeline?: object) => (pipeline ? ["check", trigger, pipeline] : ["check", trigger]),
  versions: (trigger: string) => ["versions", trigger],
  pipelineDiff: (trigger: string, from: number, to: number) => ["pipeline-diff", trigger, from, to],
  health: (trigger?: string) => (trigger === undefined ? ["health"] : ["health", trigger]),
  cases: (trigger?: string) => (trigger === undefined ? ["cases"] : ["cases", trigger]),
  scripts: ["scripts"],
  script: (id: string) => ["script", id],
  scriptVersions: (id: string) => ["script-versions", id],
  scriptVersion: (id: string, version: number) => ["script-version", id, version],
  scriptDiff: (id: string, from: number, to: number) => ["script-diff", id, from, to],
  code: (code: string) => ["code", code],
  secrets: ["secrets"],
  traces: (query?: TraceQuery) => (query ? ["traces", query] : ["traces"]),
  trace: (id: string) => ["trace", id],
  recording: (id: string) => ["recording", id],
  replayed: (id: string) => ["replayed", id],
  activity: (query?: Partial<ActivityQuery>) => (query ? ["activity", query] : ["activity"]),
  mocks: ["mocks"],
  audit: (target?: string) => (target === undefined ? ["audit"] : ["audit", target]),
} as const;
