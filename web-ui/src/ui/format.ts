const numbers = new Intl.NumberFormat("en");
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayOfYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });

/** 50000 as "50,000". */
export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** "1 span", "1,204 spans". */
export function counted(count: number, noun: string): string {
  return `${formatNumber(count)} ${plural(count, noun)}`;
}

/** The noun as it stands behind a number: "span", "spans". */
export function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}

/** A moment to the second, with as much of the date as it takes: "14:02:11", "3 Nov 14:02:11", "3 Nov 2025 14:02:11". */
export function formatTime(at: number, now = Date.now()): string {
  const time = clock.format(at);
  if (dayOfYear.format(at) === dayOfYear.format(now)) return time;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return `${(sameYear ? day : dayOfYear).format(at)} ${time}`;
}

/** A moment with its whole date and its time zone, for tooltips. */
export function formatFullTime(at: number): string {
  return full.format(at);
}

const units: readonly (readonly [short: string, ms: number])[] = [
  ["y", 365 * 86_400_000],
  ["mo", 30 * 86_400_000],
  ["w", 7 * 86_400_000],
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
];

/** How long ago, in its largest unit: "now", "3 min ago", "2 d ago"; "in 2 d" for what comes. */
export function formatAgo(at: number, now = Date.now()): string {
  const distance = Math.abs(now - at);
  for (const [unit, ms] of units) {
    const count = Math.floor(distance / ms);
    if (count >= 1) return at > now ? `in ${count} ${unit}` : `${count} ${unit} ago`;
  }
  return "now";
}

/** Bytes in the largest unit that leaves a number of at least 1: "41 B", "3.2 KB", "4 MB". */
export function formatBytes(bytes: number): string {
  const power = bytes >= 1024 * 1024 ? 2 : bytes >= 1024 ? 1 : 0;
  const value = bytes / 1024 ** power;
  const digits = power === 0 || Number.isInteger(value) || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${["B", "KB", "MB"][power]}`;
}

/** A duration in ms with three digits that count: "0.42 ms", "48.6 ms", "1,204 ms", "12.3 s". */
export function formatDuration(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const digits = ms >= 100 || ms === 0 ? 0 : ms >= 10 ? 1 : 2;
  return `${numbers.format(Number(ms.toFixed(digits)))} ms`;
}
