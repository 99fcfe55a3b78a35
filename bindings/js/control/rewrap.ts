import { SluiceError } from "../errors.ts";
import { isAuthentic } from "../plan-checks.ts";
import { readPointer, type Pointer } from "../pointer-records.ts";
import { readSecret } from "../secret-records.ts";
import type { RewrapProgress, Rewrapped } from "./api-secrets.ts";
import { audited } from "./audit.ts";
import { replaceRecord, requireKeys, type Desk } from "./desk.ts";
import { signature, type VersionRecord } from "./version-records.ts";

/** What became of a record. */
type Fate = "renewed" | "kept" | { readonly fault: string };

/** A record that is sealed or signed. */
interface Task {
  readonly target: string;
  readonly renew: () => Promise<Fate>;
}

/** How often a record is read again that somebody changed in between. */
const maxTries = 3;

/** Puts every sealed or signed record under the first key. What cannot be believed is left as it is, and told of. */
export async function rewrap(desk: Desk, onProgress?: (progress: RewrapProgress) => void): Promise<Rewrapped> {
  requireKeys(desk);
  const tasks = [...(await secretTasks(desk)), ...(await pointerTasks(desk)), ...(await versionTasks(desk))];
  return audited(desk, { action: "keys.rewrap", target: "keys" }, async () => {
    const result = { renewed: 0, kept: 0, failed: [] as Rewrapped["failed"][number][] };
    for (const [index, { target, renew }] of tasks.entries()) {
      const fate = await retried(renew);
      if (typeof fate === "string") result[fate]++;
      else result.failed.push({ target, fault: fate.fault });
      onProgress?.({ done: index + 1, total: tasks.length });
    }
    return result;
  });
}

async function retried(renew: () => Promise<Fate>): Promise<Fate> {
  for (let tries = 1; ; tries++) {
    try {
      return await renew();
    } catch (error) {
      if (!(error instanceof SluiceError) || error.code !== "conflict" || tries === maxTries) throw error;
    }
  }
}

async function secretTasks(desk: Desk): Promise<Task[]> {
  return tasksBelow(desk, desk.records.key("secret", ""), (key, name) => ({
    target: `secret:${name}`,
    renew: () => renewSecret(desk, key, name),
  }));
}

async function pointerTasks(desk: Desk): Promise<Task[]> {
  return tasksBelow(desk, desk.records.key("pointer", ""), (key, trigger) => ({
    target: `pipeline:${trigger}`,
    renew: async () => {
      const found = await readPointer(desk.records, trigger);
      if (!found) return "kept";
      return found.pointer ? renewSigned(desk, key, found.text, found.pointer) : { fault: "the pointer is damaged" };
    },
  }));
}

async function versionTasks(desk: Desk): Promise<Task[]> {
  return tasksBelow(desk, desk.records.key("pv", ""), (key, place) => {
    const [trigger = "", digits = ""] = place.split(":");
    return {
      target: `pipeline:${trigger}@${Number(digits)}`,
      renew: async () => {
        const found = await desk.records.read<VersionRecord>(key);
        return found ? renewSigned(desk, key, found.text, found.record) : "kept";
      },
    };
  });
}

async function tasksBelow(
  { records }: Desk,
  prefix: string,
  taskOf: (key: string, rest: string) => Task,
): Promise<Task[]> {
  const tasks: Task[] = [];
  for await (const key of records.names(prefix)) tasks.push(taskOf(key, key.slice(prefix.length)));
  return tasks;
}

/** Whether that is what the core says of a record that it cannot open, or that has another form. */
export function isUnreadable(error: unknown): error is SluiceError {
  return error instanceof SluiceError && (error.code === "store_unavailable" || error.code === "invalid_options");
}

/** Value, version and hosts stay: it is the same secret in another envelope. */
async function renewSecret(desk: Desk, key: string, name: string): Promise<Fate> {
  const found = await readSecret(desk.records, name);
  const record = found?.envelope.record;
  if (!found || !record) return "kept";
  try {
    const renewed = (await desk.core()).reseal({ name, record, minVersion: 1 });
    if (renewed.kid === record.kid) return "kept";
    await replaceRecord(desk, key, found.text, { ...found.envelope, record: renewed });
    return "renewed";
  } catch (error) {
    if (isUnreadable(error)) return { fault: error.message };
    throw error;
  }
}

async function renewSigned(desk: Desk, key: string, text: string, signed: Pointer | VersionRecord): Promise<Fate> {
  if (!(await isAuthentic(signed, desk))) return { fault: "it is not signed with a key of this deployment" };
  const renewed = await signature(desk, signed);
  if (renewed.kid === signed.kid) return "kept";
  await replaceRecord(desk, key, text, { ...signed, ...renewed });
  return "renewed";
}
