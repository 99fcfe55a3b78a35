import { exitCodes, Fault, textOf, textsOf, UsageFault, type Call, type Command } from "../command.ts";
import { confirm, readSecret } from "../terminal/ask.ts";
import { table } from "../terminal/table.ts";
import { plain } from "../terminal/terminal.ts";
import { connect, workerHelp, workerOptions, type Worker } from "../worker/connect.ts";

export const command: Command = {
  help: `Usage: sluice secret list [options]
       sluice secret set <NAME> [--host HOST]... [options]
       sluice secret delete <NAME> [options]

Secrets of a worker. A value is typed without being shown, or read from standard input; it is never an argument, and no
command shows one. A secret with hosts is sent to no other.

  --host HOST          set: where it may be sent, as api.example.com; may be given several times
  --unbound            set: it may be sent anywhere (without either, a secret keeps its hosts)
  --note TEXT          set, delete: for the audit log
  --force              delete: also while scripts or pipelines use it
  --yes                delete: does it without asking
  --json               list: prints JSON
${workerHelp}

Examples:
  sluice secret set GEO_KEY --host geo.example.com
  openssl rand -base64 32 | sluice secret set SIGNING_KEY --host hooks.example.com
  sluice secret list`,
  options: {
    ...workerOptions,
    host: { type: "string", multiple: true },
    unbound: { type: "boolean" },
    note: { type: "string" },
    force: { type: "boolean" },
    yes: { type: "boolean" },
    json: { type: "boolean" },
  },
  positionals: [1, 2],
  run: async (call) => {
    const [verb = "", name] = call.positionals;
    if (verb === "list" && name === undefined) return list(call, await connect(call));
    if (verb === "set") return set(call, nameOf(name));
    if (verb === "delete") return remove(call, nameOf(name));
    throw new UsageFault(`secret ${verb} is no command; there are list, set <NAME>, delete <NAME>`);
  },
};

function nameOf(name: string | undefined): string {
  if (name !== undefined && /^[A-Z][A-Z0-9_]{0,63}$/.test(name)) return name;
  // What does not look like a name may be a value by mistake: it is not repeated.
  throw new UsageFault("it needs the name of a secret: A-Z 0-9 _, a letter first");
}

async function list({ values, terminal }: Call, { control }: Worker): Promise<number> {
  const secrets = await control.secrets.list();
  if (values.json) terminal.print(JSON.stringify(secrets, null, 2));
  else if (secrets.length === 0) terminal.print("There are no secrets.");
  else {
    const rows = secrets.map(({ name, version, state, hosts, users }) => [
      name,
      `version ${version}`,
      state,
      hosts.length > 0 ? hosts.join(", ") : "not bound",
      plain([...users.scripts, ...users.pipelines].join(", ")),
    ]);
    for (const row of table(rows)) terminal.print(row.trimEnd());
  }
  return exitCodes.ok;
}

async function set(call: Call, name: string): Promise<number> {
  const { values, terminal } = call;
  const hosts = textsOf(values, "host");
  if (hosts.length > 0 && values.unbound) throw new UsageFault("--host and --unbound exclude each other");
  const { control } = await connect(call);
  const value = await readSecret(terminal, `Value of ${name} (not shown): `);
  if (new TextEncoder().encode(value).length < 8) throw new Fault("a secret has at least 8 bytes: nothing was set");
  const note = textOf(values, "note");
  const summary = await control.secrets.set(name, value, {
    ...(hosts.length > 0 && { hosts }),
    ...(values.unbound === true && { hosts: [] }),
    ...(note !== undefined && { note }),
  });
  const bound =
    summary.hosts.length > 0 ? `bound to ${summary.hosts.join(", ")}` : "not bound: scripts may send it anywhere";
  terminal.print(`${name} is version ${summary.version}, ${bound}.`);
  return exitCodes.ok;
}

async function remove(call: Call, name: string): Promise<number> {
  const { values, terminal } = call;
  const { control, origin } = await connect(call);
  if (!(await confirm(terminal, `Delete ${name} on ${origin}?`, values.yes === true))) return exitCodes.failed;
  const note = textOf(values, "note");
  const there = await control.secrets.delete(name, {
    force: values.force === true,
    ...(note !== undefined && { note }),
  });
  if (!there) throw new Fault(`${origin} has no secret ${name}`);
  terminal.print(`${name} is deleted.`);
  return exitCodes.ok;
}
