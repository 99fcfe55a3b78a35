import type { Journal, JournalAnswer, Plan, PlanScript, Replayed } from "sluice";

import type { Recording } from "../../data/workspace.ts";

type Effect = JournalAnswer["effect"];
type Reply = JournalAnswer["reply"];

/** Something a script asked the host for, and what it was given. */
export interface EffectStep {
  readonly kind: Effect["kind"];
  readonly scriptId: string;
  /** "POST https://geo.example/v2", "GEO_KEY". */
  readonly request: string;
  /** Headers and body of a request, as they were recorded. */
  readonly sent?: string;
  /** In a few words: "503", "version 2, without its value". */
  readonly supplied: string;
  /** The whole answer, where there is more to it. */
  readonly answer?: string;
  /** Whether it went as a script would wish. */
  readonly isFault: boolean;
  /** When it was supplied, ms after the beginning; undefined when it never was. */
  readonly at?: number;
}

/** What was supplied in an execution, in that order, then what it ended without. */
export function effectSteps({ turns, unanswered, startedAt }: Journal): EffectStep[] {
  const answered = turns.flatMap(({ now, answers }) =>
    answers.map(({ effect, reply }) => ({ ...requestOf(effect), ...replyOf(effect, reply), at: now - startedAt })),
  );
  const open = unanswered.map((effect) => ({
    ...requestOf(effect),
    supplied: "never answered: the execution ended first",
    isFault: true,
  }));
  return [...answered, ...open];
}

function requestOf(effect: Effect): Pick<EffectStep, "kind" | "scriptId" | "request" | "sent"> {
  const { kind, scriptId } = effect;
  if (effect.kind === "secret") return { kind, scriptId, request: effect.name };
  if (effect.kind === "rateLimit") {
    return { kind, scriptId, request: `${effect.key}, ${effect.limit} in ${effect.window} ms` };
  }
  const headers = Object.entries(effect.headers).map(([name, value]) => `${name}: ${value}`);
  const sent = [...headers, ...(effect.body === undefined ? [] : ["", effect.body])].join("\n");
  return { kind, scriptId, request: `${effect.method} ${effect.url}`, ...(sent !== "" && { sent }) };
}

function replyOf(effect: Effect, reply: Reply): Pick<EffectStep, "supplied" | "answer" | "isFault"> {
  if (!reply.ok) return { supplied: reply.code, answer: reply.message, isFault: true };
  const { value } = reply;
  if (value === null) return { supplied: "not there", isFault: true };
  if ("status" in value) {
    const headers = Object.entries(value.headers).map(([name, text]) => `${name}: ${text}`);
    const answer = [...headers, "", value.body].join("\n");
    return { supplied: String(value.status), answer, isFault: value.status >= 400 };
  }
  if ("allowed" in value) {
    return { supplied: `${value.allowed ? "allowed" : "refused"}, ${value.remaining} left`, isFault: !value.allowed };
  }
  const version = value.version === undefined ? "handed in" : `version ${value.version}`;
  const bound = value.hosts === undefined ? "" : `, bound to ${value.hosts.join(", ")}`;
  return { supplied: `${version}${bound}, without its value`, isFault: effect.kind !== "secret" };
}

/** Secrets whose values scripts could read: what they did with one cannot be known without it. */
export function readableSecrets({ turns }: Journal): string[] {
  const names = turns.flatMap(({ answers }) =>
    answers.flatMap(({ effect, reply }) => {
      const isBound = reply.ok && reply.value !== null && "hosts" in reply.value;
      return effect.kind === "secret" && reply.ok && reply.value !== null && !isBound ? [effect.name] : [];
    }),
  );
  return [...new Set(names)];
}

/** Code that was typed, by script. */
export type Edits = Readonly<Record<string, string>>;

/** The scripts of a plan, each once, layer by layer. */
export function scriptsOf({ layers }: Plan): { readonly script: PlanScript; readonly layer: number }[] {
  return layers.flatMap((scripts, layer) => scripts.map((script) => ({ script, layer })));
}

/** The edits that differ from what ran. */
export function realEdits({ plan }: Recording, edits: Edits): Edits {
  const changed = scriptsOf(plan).flatMap(({ script: { id, code = "" } }) => {
    const edited = edits[id];
    return edited === undefined || edited === code ? [] : [[id, edited] as const];
  });
  return Object.fromEntries(changed);
}

/** The recording with other scripts; itself when nothing is changed. */
export function withEdits(recording: Recording, edits: Edits): Recording {
  const changed = realEdits(recording, edits);
  if (Object.keys(changed).length === 0) return recording;
  const layers = recording.plan.layers.map((scripts) =>
    scripts.map((script) => {
      const code = changed[script.id];
      return code === undefined ? script : { ...script, code };
    }),
  );
  // A hash that it may state is that of the plan as it was.
  const { hash: _, ...plan } = recording.plan as Plan & { readonly hash?: string };
  return { journal: recording.journal, plan: { ...plan, layers } };
}

const missForm = /^(?<what>.*) was asked for and not recorded$/s;
const otherForm = /^(?<what>.*) said something else than the recorded request$/s;

const secretForm = /^the value of secret (?<name>\S+) was not handed in$/;

/** Why a replay is not exact, sorted by what a person can do about it. */
export interface ReplayReasons {
  /** Requests the journal has no answer to; each failed in the script. */
  readonly misses: readonly string[];
  /** Requests answered as one to the same place was, although they said something else. */
  readonly likened: readonly string[];
  readonly others: readonly string[];
}

export function sortReasons(
  { reasons }: Pick<Replayed, "reasons">,
  { journal }: Pick<Recording, "journal">,
  isEdited: boolean,
): ReplayReasons {
  const readable = readableSecrets(journal);
  const found = (form: RegExp): string[] => reasons.flatMap((reason) => form.exec(reason)?.groups?.["what"] ?? []);
  const others = reasons.filter((reason) => {
    // With an edit the plan is another one, and a value that no script could read does not explain a difference.
    if (isEdited && reason === "the plan is not the one that was recorded") return false;
    const secret = secretForm.exec(reason)?.groups?.["name"];
    if (isEdited && secret !== undefined && !readable.includes(secret)) return false;
    return !missForm.test(reason) && !otherForm.test(reason);
  });
  return { misses: found(missForm), likened: found(otherForm), others };
}
