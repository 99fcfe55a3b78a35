import type { TraceQuery, TraceStatus } from "sluice";

/** Which traces a list shows, as its URL says it. */
export interface TraceFilter {
  readonly trigger?: string;
  readonly status?: TraceStatus;
  /** As it was written: "1h" back from now, or an ISO 8601 time. */
  readonly since?: string;
  readonly until?: string;
  readonly user?: string;
  readonly script?: string;
}

export type FilterName = keyof TraceFilter;

/** A part of a URL that says nothing a list can be filtered by. */
export interface DroppedFilter {
  readonly name: FilterName;
  readonly value: string;
  /** Completes the sentence "… was left out: it must be". */
  readonly form: string;
}

export interface ParsedFilter {
  readonly filter: TraceFilter;
  readonly dropped: readonly DroppedFilter[];
}

export const filterNames: readonly FilterName[] = ["trigger", "status", "since", "until", "user", "script"];
export const statuses: readonly TraceStatus[] = ["success", "blocked", "error"];

const maxUserLength = 1_024;

const forms: Readonly<Record<FilterName, { readonly fits: (value: string) => boolean; readonly form: string }>> = {
  trigger: {
    fits: (value) => /^[a-z][a-z0-9_]{0,63}$/.test(value),
    form: "a hook's name, as before_signup",
  },
  status: {
    fits: (value) => statuses.some((status) => status === value),
    form: "success, blocked or error",
  },
  since: { fits: isMoment, form: "a span of time, as 15m, 1h or 7d, or a time, as 2026-11-21T14:00:00Z" },
  until: { fits: isMoment, form: "a span of time, as 15m, 1h or 7d, or a time, as 2026-11-21T14:00:00Z" },
  user: { fits: (value) => value.length <= maxUserLength, form: `a user's id of at most ${maxUserLength} characters` },
  script: {
    fits: (value) => /^[a-z0-9][a-z0-9_-]{0,63}$/.test(value),
    form: "a script's id, as geo_risk",
  },
};

/** What `value` must be for a filter of this name; undefined when it is. */
export function faultOf(name: FilterName, value: string): string | undefined {
  const { fits, form } = forms[name];
  return value !== "" && fits(value) ? undefined : form;
}

/** Reads the filter of a URL. What it does not understand is left out and told, so that no filter is silently another. */
export function parseFilter(search: string): ParsedFilter {
  const parameters = new URLSearchParams(search);
  const filter: Partial<Record<FilterName, string>> = {};
  const dropped: DroppedFilter[] = [];
  for (const name of filterNames) {
    const value = parameters.get(name);
    if (value === null || value === "") continue;
    const form = faultOf(name, value);
    if (form === undefined) filter[name] = value;
    else dropped.push({ name, value, form });
  }
  return { filter: filter as TraceFilter, dropped };
}

/** The query part of a URL for a filter: always in the same order, "" for none. */
export function filterSearch(filter: TraceFilter): string {
  const parameters = new URLSearchParams();
  for (const name of filterNames) {
    const value = filter[name];
    if (value !== undefined) parameters.set(name, value);
  }
  // A time is read more easily than its escapes, and a query may hold both signs.
  const text = parameters.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** The filter with one part set, or taken away. */
export function withFilter(filter: TraceFilter, name: FilterName, value: string | undefined): TraceFilter {
  const { [name]: _, ...others } = filter;
  return value === undefined || value === "" ? others : ({ ...others, [name]: value } as TraceFilter);
}

/** What a store is asked for. `now` anchors what is counted back from the present. */
export function queryOf(filter: TraceFilter, now: number): TraceQuery {
  const { trigger, status, user, script, since, until } = filter;
  return {
    ...(trigger !== undefined && { trigger }),
    ...(status !== undefined && { status }),
    ...(user !== undefined && { userId: user }),
    ...(script !== undefined && { scriptId: script }),
    ...(since !== undefined && { from: momentMs(since, now) ?? 0 }),
    ...(until !== undefined && { to: momentMs(until, now) ?? now }),
  };
}

/** Whether some stores can only find such traces by looking through the newest. */
export function isLookedThrough({ trigger, status, user, script }: TraceFilter): boolean {
  return user !== undefined || script !== undefined || (status !== undefined && trigger === undefined);
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const agoForm = /^(\d{1,4})([smhd])$/;
const timeForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** A moment in ms since the epoch; undefined for a text that is none. A time without a zone is local. */
export function momentMs(text: string, now: number): number | undefined {
  const ago = agoForm.exec(text);
  if (ago) return Math.max(0, now - Number(ago[1]) * (units[ago[2] ?? ""] ?? 0));
  if (!timeForm.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) || time < 0 ? undefined : time;
}

/** A moment as a URL has it, to the second; `up` rounds so that the moment itself is not cut off. */
export function momentText(ms: number, up = false): string {
  const seconds = up ? Math.ceil(ms / 1_000) : Math.floor(ms / 1_000);
  return new Date(seconds * 1_000).toISOString().replace(".000Z", "Z");
}

function isMoment(text: string): boolean {
  return momentMs(text, Date.parse("2026-01-01T00:00:00Z")) !== undefined;
}
