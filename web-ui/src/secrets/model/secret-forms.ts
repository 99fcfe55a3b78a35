import { counted } from "../../ui/format.ts";
/** A secret's value has at least this many bytes: shorter ones could not be masked in logs. */
const leastValueBytes = 8;
/** Enough for a key file, and far below what a request may carry. */
export const mostValueBytes = 65_536;

const nameForm = /^[A-Z][A-Z0-9_]{0,63}$/;
const hostForm = /^(\*\.)?([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/;

/** What is wrong with a new secret's name; undefined for one that can be taken. */
export function nameFault(name: string, taken: readonly string[]): string | undefined {
  if (name === "") return undefined;
  if (taken.includes(name)) return `${name} is there already. Rotate it to give it another value.`;
  if (nameForm.test(name)) return undefined;
  return name.length > 64 ? "Use at most 64 characters." : "Use A–Z, 0–9 and _, starting with a letter, e.g. GEO_KEY.";
}

/** What is wrong with a value; undefined for one that can be sealed. */
export function valueFault(value: string): string | undefined {
  const bytes = byteLength(value);
  if (bytes === 0) return undefined;
  if (bytes < leastValueBytes) return `Use at least ${leastValueBytes} bytes: a shorter one can't be masked in logs.`;
  if (bytes > mostValueBytes) return `Use at most ${mostValueBytes.toLocaleString("en")} bytes.`;
  return undefined;
}

/** What is told of a value while it is typed: its size, and what might not be meant. Never a part of it. */
export function valueHint(value: string): string {
  const size = counted([...value].length, "character");
  if (value === "") return `At least ${leastValueBytes} bytes. Several lines are fine.`;
  const lines = value.split("\n").length;
  const facts = [lines > 1 ? `${size} in ${lines} lines` : size];
  if (value !== value.trim()) facts.push("spaces or line ends at either end are kept");
  return `${facts.join(", ")}.`;
}

/** What is wrong with a host; undefined for one that a secret can be bound to. */
export function hostFault(host: string): string | undefined {
  if (host === "" || hostForm.test(host)) return undefined;
  if (/^[a-z]+:\/\//i.test(host) || host.includes("/")) return "Only the name of the host, e.g. geo.example.";
  if (host.includes(":")) return "Without a port, e.g. geo.example.";
  return 'Use a host\'s name, e.g. geo.example, or "*." before it for all names below.';
}

/** Hosts as they were typed or pasted, apart, in lower case, each once. */
export function splitHosts(text: string): string[] {
  const hosts = text.split(/[\s,;]+/).map((host) => host.toLowerCase());
  return [...new Set(hosts.filter((host) => host !== ""))];
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
