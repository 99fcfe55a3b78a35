import { fits, mockedFetch, type FetchMock } from "../control/fetch-mocks.ts";
import { parseJson } from "../json.ts";
import type { Fetch } from "../options.ts";
import type { ExpectedFetch } from "./case-file.ts";
import { differences, finding, type Finding } from "./compare.ts";

/** A request that scripts made, with the secrets that it carried. */
export interface MadeRequest {
  readonly url: string;
  readonly method: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether a mock was there for it. */
  readonly answered: boolean;
}

/** A fetch that mocks answer, and that notes every request in `made`. */
export function notedFetch(mocks: readonly FetchMock[], made: MadeRequest[]): Fetch {
  const answer = mockedFetch(mocks);
  return (url, init) => {
    const { method = "GET", headers, body } = init;
    made.push({
      url,
      method,
      headers: Object.fromEntries(new Headers(headers)),
      ...(typeof body === "string" && { body }),
      answered: mocks.some((mock) => fits(mock, url, method)),
    });
    return answer(url, init);
  };
}

/** What speaks against the requests that were made: those without an answer, and all that differs from `expected`. */
export function requestFindings(
  made: readonly MadeRequest[],
  expected: readonly ExpectedFetch[] | undefined,
): Finding[] {
  const unanswered = made.filter(({ answered }) => !answered);
  const found = unanswered.map((request) => ({ what: `no mock answers ${lineOf(request)}` }));
  if (expected === undefined) return found;
  const others = made.filter((request) => !expected.some((one) => isTarget(one, request)));
  const read = made.map((request) => ({ ...request, json: parseJson(request.body ?? "") }));
  return [
    ...found,
    ...others.map((request) => ({ what: `${lineOf(request)} was made and is not among the expected fetches` })),
    ...expected.flatMap((one, index) => expectedFindings(one, `fetches[${index}]`, read)),
  ];
}

/** With the JSON of its body, which is read once, however many look at it; undefined: it is none. */
interface ReadRequest extends MadeRequest {
  readonly json: unknown;
}

function expectedFindings(expected: ExpectedFetch, path: string, made: readonly ReadRequest[]): Finding[] {
  const { times = 1 } = expected;
  const targets = made.filter((request) => isTarget(expected, request));
  const matching = targets.filter((request) => contentFindings(expected, path, request).length === 0);
  if (matching.length === times) return [];
  const count = finding(
    `${path}: how often ${lineOf({ method: "GET", ...expected })} was made`,
    times,
    matching.length,
  );
  const nearest = targets.find((request) => !matching.includes(request));
  return [count, ...(nearest && matching.length < times ? contentFindings(expected, path, nearest) : [])];
}

function isTarget({ url, method = "" }: ExpectedFetch, request: MadeRequest): boolean {
  return fits({ url, method }, request.url, request.method);
}

function contentFindings({ headers = {}, body, json }: ExpectedFetch, path: string, request: ReadRequest): Finding[] {
  const wanted = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return [
    ...differences(`${path}.headers`, wanted, request.headers, false),
    ...(body === undefined ? [] : differences(`${path}.body`, body, request.body, false)),
    ...(json === undefined ? [] : differences(`${path}.json`, json, request.json, false)),
  ];
}

function lineOf({ method, url }: { readonly method: string; readonly url: string }): string {
  return `${method.toUpperCase()} ${url}`;
}
