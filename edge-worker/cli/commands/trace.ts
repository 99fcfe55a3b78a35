import type { Control, JsonObject, PlainSecret, Replayed, TraceQuery, TraceRow } from "sluice";
import { pathOf } from "sluice/remote";

import { exitCodes, Fault, textOf, UsageFault, type Call, type Command } from "../command.ts";
import { planFor, readFolder } from "../folder/folder.ts";
import { rootOf } from "../folder/option.ts";
import { environmentOf, secretValuesOf } from "../folder/settings.ts";
import { pause, untilStopped } from "../terminal/signals.ts";
import { table } from "../terminal/table.ts";
import { plain, type Terminal } from "../terminal/terminal.ts";
import { outcomeLines, waterfall } from "../terminal/waterfall.ts";
import { connect, workerHelp, workerOptions, type Worker } from "../worker/connect.ts";

const statuses = ["success", "blocked", "error"];

export const command: Command = {
  help: `Usage: sluice trace list [options]
       sluice trace tail [options]
       sluice trace show <id> [options]
       sluice trace replay <id> [options]

list     the newest traces                   tail    new traces as they come, until Ctrl-C
show     one as a waterfall                  replay  runs a recorded execution again, without calling anything; ends
                                                     with 1 when it comes out differently

  --trigger NAME       list, tail: of this trigger
  --status STATUS      list, tail: success, blocked or error
  --user ID            list, tail: of this user
  --limit N            list: how many (default 20, at most 200)
  --with-folder        replay: with the folder's pipeline in place of the recorded one: what would be different?
  --json               prints JSON; tail prints a line for each trace
${workerHelp}

Replaying needs a token with the role replay, and a pipeline with sampling of journals.

Examples:
  sluice trace list --trigger before_signup --status error
  sluice trace tail
  sluice trace show 0af7651916cd43dd8448eb211c80319c
  sluice trace replay 0af7651916cd43dd8448eb211c80319c --with-folder`,
  options: {
    ...workerOptions,
    trigger: { type: "string" },
    status: { type: "string" },
    user: { type: "string" },
    limit: { type: "string" },
    "with-folder": { type: "boolean" },
    json: { type: "boolean" },
  },
  words: { status: statuses },
  positionals: [1, 2],
  run: async (call) => {
    const [verb = "", id] = call.positionals;
    const verbs: Readonly<Record<string, () => Promise<number>>> = {
      list: async () => list(call, await connect(call)),
      tail: async () => tail(call, await connect(call)),
      show: () => show(call, idOf(id)),
      replay: () => replay(call, idOf(id)),
    };
    const chosen = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (!chosen) throw new UsageFault(`trace ${verb} is no command; there are ${Object.keys(verbs).join(", ")}`);
    return chosen();
  },
};

function idOf(id: string | undefined): string {
  if (id !== undefined && /^[0-9a-f]{32}$/.test(id)) return id;
  throw new UsageFault("it needs the id of a trace, 32 hex digits, as sluice trace list shows them");
}

function queryOf({ values }: Call): TraceQuery {
  const [trigger, status, userId] = [textOf(values, "trigger"), textOf(values, "status"), textOf(values, "user")];
  if (status !== undefined && !statuses.includes(status)) {
    throw new UsageFault(`${status} is no status; there are ${statuses.join(", ")}`);
  }
  return {
    ...(trigger !== undefined && { trigger }),
    ...(status !== undefined && { status: status as "success" }),
    ...(userId !== undefined && { userId }),
  };
}

async function list(call: Call, { control }: Worker): Promise<number> {
  const { values, terminal } = call;
  const limit = Number(textOf(values, "limit") ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new UsageFault("--limit is a number from 1 to 200");
  const page = await control.traces.list({ ...queryOf(call), limit });
  if (values.json) terminal.print(JSON.stringify(page, null, 2));
  else if (page.traces.length === 0) terminal.print("There are no such traces.");
  else for (const row of table(page.traces.map(cellsOf))) terminal.print(row);
  return exitCodes.ok;
}

function cellsOf({ id, trigger, status, startedAt, durationMs }: TraceRow): string[] {
  return [id, new Date(startedAt).toISOString(), `${durationMs} ms`.padStart(8), status.padEnd(7), plain(trigger)];
}

const tailEveryMs = 1_000;
/** A trace is saved after its request was answered, and not in the order in which they began. */
const lateMs = 15_000;

async function tail(call: Call, { control }: Worker): Promise<number> {
  const { terminal, values } = call;
  const stopped = untilStopped();
  const query = queryOf(call);
  const seen = new Map<string, number>();
  const look = async (show: boolean): Promise<void> => {
    const newest = Math.max(0, ...seen.values());
    const { traces } = await control.traces.list({
      ...query,
      ...(newest > 0 && { from: Math.max(0, newest - lateMs) }),
      limit: 200,
    });
    for (const row of traces.toReversed()) {
      if (!seen.has(row.id) && show) terminal.print(values.json ? JSON.stringify(row) : cellsOf(row).join("  "));
      seen.set(row.id, row.startedAt);
    }
    for (const [id, startedAt] of seen) if (startedAt < newest - 2 * lateMs) seen.delete(id);
  };
  await look(false);
  terminal.warn("Waiting for traces; Ctrl-C ends it.");
  while (!stopped.aborted) {
    await pause(tailEveryMs, stopped);
    if (!stopped.aborted) await look(true);
  }
  return exitCodes.ok;
}

async function show(call: Call, id: string): Promise<number> {
  const { values, terminal } = call;
  const { control, origin } = await connect(call);
  const trace = await control.traces.get(id);
  if (!trace) throw new Fault(`${origin} has no trace ${id}: it may have expired`);
  if (values.json) terminal.print(JSON.stringify(trace, null, 2));
  else {
    for (const line of waterfall(trace, terminal)) terminal.print(line);
    printData("context", trace.contextSnapshot, terminal);
    printData("data", trace.resultData, terminal);
  }
  return exitCodes.ok;
}

function printData(name: string, data: JsonObject, terminal: Terminal): void {
  if (Object.keys(data).length > 0) terminal.print(`${terminal.paint("dim", name)} ${plain(JSON.stringify(data))}`);
}

async function replay(call: Call, id: string): Promise<number> {
  const { values, terminal } = call;
  const { api, control, origin } = await connect(call);
  const body = values["with-folder"] ? await folderReplay(call, await triggerOf(control, id)) : {};
  const replayed = await api
    .send<Replayed>("POST", pathOf("journals", id, "replay"), { body })
    .catch((error: unknown) => {
      if ((error as { code?: string }).code !== "not_found") throw error;
      throw new Fault(
        `${origin} has no journal of ${id}: pipelines keep them as sampling says, as {"sampling": {"journal": 0.01}}`,
      );
    });
  if (values.json) terminal.print(JSON.stringify(replayed, null, 2));
  else {
    const lines = [
      ...outcomeLines(replayed.outcome, terminal),
      ...(replayed.trace ? waterfall(replayed.trace, terminal) : []),
    ];
    for (const line of lines) terminal.print(line);
    terminal.print(
      replayed.exact ? terminal.paint("green", "exactly as it was") : terminal.paint("yellow", "not as it was:"),
    );
    for (const reason of replayed.reasons) terminal.print(`  ${plain(reason)}`);
  }
  return replayed.exact ? exitCodes.ok : exitCodes.failed;
}

async function triggerOf(control: Control, id: string): Promise<string> {
  const trace = await control.traces.get(id);
  if (!trace) throw new Fault(`there is no trace ${id}: it may have expired`);
  return trace.trigger;
}

async function folderReplay(
  call: Call,
  trigger: string,
): Promise<{ plan: object; secrets?: Record<string, PlainSecret> }> {
  const folder = readFolder(rootOf(call));
  const secrets = secretValuesOf(environmentOf(folder.root, call.terminal.env));
  return { plan: await planFor(folder, trigger), ...(Object.keys(secrets).length > 0 && { secrets }) };
}
