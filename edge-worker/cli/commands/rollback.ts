import { exitCodes, Fault, textOf, UsageFault, type Command } from "../command.ts";
import { confirm } from "../terminal/ask.ts";
import { connect, workerHelp, workerOptions } from "../worker/connect.ts";
import { findVersion } from "../worker/versions.ts";

export const command: Command = {
  help: `Usage: sluice rollback <trigger> [options]

Makes a trigger run the version that ran before, or the one of --to. Shows both, and asks.

  --to N               the version
  --yes                does it without asking
  --note TEXT          for the audit log
${workerHelp}

Examples:
  sluice rollback before_signup
  sluice rollback before_signup --to 3 --yes --note "Back to what worked"`,
  options: { ...workerOptions, to: { type: "string" }, yes: { type: "boolean" }, note: { type: "string" } },
  positionals: [1, 1],
  run: async (call) => {
    const { values, positionals, terminal } = call;
    const [trigger = ""] = positionals;
    const { control, origin } = await connect(call);
    const summary = (await control.pipelines.list()).find((each) => each.trigger === trigger);
    const published = summary?.published;
    if (!published) throw new Fault(`nothing is published for ${trigger} on ${origin}`);
    const running = await findVersion(control, trigger, published.version);
    const to = versionOf(textOf(values, "to")) ?? running?.previous ?? 0;
    const target = await findVersion(control, trigger, to);
    if (!target)
      throw new Fault(to === 0 ? `no version of ${trigger} ran before` : `there is no version ${to} of ${trigger}`);
    const publishedAt = new Date(target.publishedAt).toISOString();
    terminal.print(`  ~ ${trigger}  version ${published.version} → ${to}, of ${publishedAt} by ${target.publishedBy}`);
    if (!(await confirm(terminal, `Make that what runs on ${origin}?`, values.yes === true))) return exitCodes.failed;
    const note = textOf(values, "note");
    const done = await control.pipelines.rollback(trigger, {
      version: to,
      revision: published.revision,
      ...(note !== undefined && { note }),
    });
    terminal.print(`${trigger} runs version ${done.version}.`);
    return exitCodes.ok;
  },
};

function versionOf(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d{0,9}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new UsageFault(`${text} is no version; a version is a number from 1`);
}
