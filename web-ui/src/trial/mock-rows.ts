import type { FetchMock, JsonValue } from "sluice";

/** A mock as its form has it: every field a text. */
export interface MockForm {
  readonly method: string;
  readonly url: string;
  readonly answers: "json" | "text" | "fails";
  readonly status: string;
  readonly body: string;
  /** One header a line, as `name: value`. */
  readonly headers: string;
  readonly latencyMs: string;
}

export const emptyMock: MockForm = {
  method: "",
  url: "https://",
  answers: "json",
  status: "200",
  body: "{}",
  headers: "",
  latencyMs: "0",
};

export const mockMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

export function formOf({
  method = "",
  url,
  status = 200,
  headers = {},
  body = "",
  json,
  ...rest
}: FetchMock): MockForm {
  const isJson = json !== undefined;
  return {
    method,
    url,
    answers: rest.fails ? "fails" : isJson ? "json" : "text",
    status: String(status),
    body: isJson ? JSON.stringify(json, null, 2) : body,
    headers: Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n"),
    latencyMs: String(rest.latencyMs ?? 0),
  };
}

/** What a form says, or by field what is wrong with it. */
export type ReadMock =
  | { readonly mock: FetchMock; readonly errors?: undefined }
  | { readonly mock?: undefined; readonly errors: Readonly<Partial<Record<keyof MockForm, string>>> };

export function readMock(form: MockForm): ReadMock {
  const { url, method, answers, status, latencyMs } = form;
  const json = answers === "json" ? parsed(form.body) : undefined;
  const headers = readHeaders(form.headers);
  const errors = {
    ...(!isUrl(url) && { url: "Use an https address. With * at its end it fits all that begin so." }),
    ...(answers === "json" && json === undefined && { body: "This is not JSON." }),
    ...(!isWhole(status, 200, 599) && { status: "Use 200 to 599." }),
    ...(!headers && { headers: "One header a line, as name: value." }),
    ...(!isWhole(latencyMs, 0, 60_000) && { latencyMs: "Use 0 to 60,000 ms." }),
  };
  if (Object.keys(errors).length > 0 || !headers) return { errors };
  const latency = Number(latencyMs) > 0 ? { latencyMs: Number(latencyMs) } : {};
  const request = { url: url.trim(), ...(method !== "" && { method }) };
  if (answers === "fails") return { mock: { ...request, fails: true, ...latency } };
  const answer = {
    ...(Number(status) !== 200 && { status: Number(status) }),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(answers === "text" ? { body: form.body } : json !== undefined && { json }),
  };
  return { mock: { ...request, ...answer, ...latency } };
}

/** What a mock answers, in a word: its status, or that it fails. */
export function answerOf({ fails, status = 200 }: FetchMock): string {
  return fails ? "no answer" : String(status);
}

/** The address without what all of them begin with. */
export function shortUrl(url: string): string {
  return url.replace(/^https:\/\//, "");
}

function isUrl(text: string): boolean {
  return URL.canParse(text.trim()) && text.trim().startsWith("https://");
}

function isWhole(text: string, least: number, most: number): boolean {
  return /^\d{1,6}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}

function readHeaders(text: string): Record<string, string> | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const pairs = lines.map((line) => /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(line));
  if (pairs.some((pair) => pair === null)) return undefined;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? "", pair?.[2] ?? ""]));
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
