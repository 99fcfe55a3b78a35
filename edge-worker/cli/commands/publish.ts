import { findingLines, type Case, type CaseFile } from "sluice/cases";
import type { FetchMock, PipelineSummary, PublishOptions } from "sluice";

import { exitCodes, Fault, textOf, UsageFault, type Call, type Command } from "../command.ts";
import { noPipeline, readCases, readFolder, type Folder } from "../folder/folder.ts";
import { rootOf } from "../folder/option.ts";
import { runFolderCases } from "../folder/run-folder-cases.ts";
import { jsonObjectOf, textOfFile } from "../json-input.ts";
import { confirm } from "../terminal/ask.ts";
import { plain } from "../terminal/terminal.ts";
import { compare } from "../worker/compare.ts";
import { connect, workerHelp, workerOptions, type Worker } from "../worker/connect.ts";
import { findVersion } from "../worker/versions.ts";

export const command: Command = {
  help: `Usage: sluice publish [options] [trigger]

Makes what was pushed what a trigger runs; without a trigger, what all pipelines of the folder run. A pipeline that does
not differ from what runs gets no new version: where none does, nothing is published, which is no failure. The cases
have to pass, those of the folder here first and then those of the worker there, and both have to have the same. A
blocking pipeline needs a sample: a context that it is seen to allow before it is published. That is --sample, else the
sample of the trigger in sluice.json, else the first case that expects to be allowed.

  --yes                does it without asking
  --no-test            does not run the cases of the folder here first; the worker still runs its own
  --allow-failing-cases  publishes although cases fail; the version and the audit log say so
  --sample FILE        a context that has to be allowed, JSON; with a trigger only
  --note TEXT          for the audit log and the version
${workerHelp}

Examples:
  sluice publish before_signup --note "First"
  sluice publish --yes`,
  options: {
    ...workerOptions,
    yes: { type: "boolean" },
    "no-test": { type: "boolean" },
    "allow-failing-cases": { type: "boolean" },
    sample: { type: "string" },
    note: { type: "string" },
  },
  positionals: [0, 1],
  run,
};

async function run(call: Call): Promise<number> {
  const { values, positionals, terminal } = call;
  const [folder, worker] = [readFolder(rootOf(call)), await connect(call)];
  const [trigger] = positionals;
  if (values.sample !== undefined && trigger === undefined)
    throw new UsageFault("--sample needs a trigger to be the sample of");
  if (trigger !== undefined && folder.files[`pipelines/${trigger}.json`] === undefined)
    throw noPipeline(folder, trigger);
  if (!values["no-test"]) await testFirst(call, folder, trigger);
  const pushed = await pushedTriggers(folder, worker, trigger);
  const summaries = await differing(worker.control, pushed);
  if (summaries.length === 0) {
    terminal.print(nothingText(trigger === undefined ? undefined : pushed[0]));
    return exitCodes.ok;
  }
  const planned = summaries.map((summary) => ({ summary, options: optionsOf(call, folder, summary) }));
  for (const { summary, options } of planned) terminal.print(`  ~ ${summary.trigger}  ${aboutOf(summary, options)}`);
  if (
    !(await confirm(
      terminal,
      `Make ${planned.length === 1 ? "it" : "them"} what runs on ${worker.origin}?`,
      values.yes === true,
    ))
  )
    return exitCodes.failed;
  for (const { summary, options } of planned) {
    const { version, cases } = await worker.control.pipelines.publish(summary.trigger, options);
    const failing = cases && cases.failed > 0 ? `, with ${cases.failed} failing cases` : "";
    terminal.print(`${summary.trigger} runs version ${version}${failing}. To undo: sluice rollback ${summary.trigger}`);
  }
  return exitCodes.ok;
}

async function testFirst({ terminal, values }: Call, folder: Folder, trigger: string | undefined): Promise<void> {
  const { files, passed, failed } = await runFolderCases(folder, {
    ...(trigger !== undefined && { trigger }),
    onResult: (path) => terminal.progress(`testing ${path}`),
  });
  terminal.progress(undefined);
  for (const { path, report } of files) {
    for (const { name, findings } of report.results) {
      const lines = findings.flatMap(findingLines).map((line) => `  ${line}`);
      if (lines.length > 0) terminal.warn(plain([`${path}: ${name}`, ...lines].join("\n")));
    }
  }
  const counts = `${failed} of ${passed + failed} cases fail`;
  if (failed > 0 && !values["allow-failing-cases"]) throw new Fault(`${counts}: nothing was published`);
  if (failed > 0) terminal.warn(`${counts}.`);
  else terminal.print(passed > 0 ? `${passed} cases pass.` : "There are no cases.");
}

/** What the worker has of the folder's pipelines, or of one. Throws a Fault where the folder was not pushed. */
async function pushedTriggers(
  folder: Folder,
  { control, origin }: Worker,
  trigger: string | undefined,
): Promise<PipelineSummary[]> {
  const { differences } = await compare(control, folder.root, origin, folder.files);
  const missing = differences.filter(({ change }) => change !== "removed");
  if (missing.length > 0) {
    throw new Fault(
      `the worker has not what the folder has (${missing.map(({ path }) => path).join(", ")}): sluice push first`,
    );
  }
  const all = await control.pipelines.list();
  const own = all.filter((summary) => folder.files[`pipelines/${summary.trigger}.json`] !== undefined);
  return trigger === undefined ? own : own.filter((summary) => summary.trigger === trigger);
}

/** Drafts whose pipeline, or whose scripts, are not those of the version that runs. */
async function differing(
  control: Worker["control"],
  summaries: readonly PipelineSummary[],
): Promise<PipelineSummary[]> {
  const versions = new Map((await control.scripts.list()).map(({ id, version }) => [id, version]));
  const found: PipelineSummary[] = [];
  for (const summary of summaries) {
    const { draft, published, trigger } = summary;
    if (!draft) continue;
    const running =
      published && published.version > 0 ? await findVersion(control, trigger, published.version) : undefined;
    const sameScripts = running !== undefined && draft.scripts.every((id) => running.scripts[id] === versions.get(id));
    const saved = sameScripts ? await control.pipelines.draft(trigger) : null;
    if (!saved || !running || canonical(saved.pipeline) !== canonical(running.pipeline)) found.push(summary);
  }
  return found;
}

function nothingText(named: PipelineSummary | undefined): string {
  const same = named?.published ? `version ${named.published.version} of ${named.trigger} is` : "what runs is";
  return `Nothing to publish: ${same} what the folder has.`;
}

/** JSON with the members of objects in the order of their names. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member !== "object" || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function optionsOf(call: Call, folder: Folder, { trigger, draft, published }: PipelineSummary): PublishOptions {
  const note = textOf(call.values, "note");
  const sample = sampleOf(call, folder, trigger);
  return {
    ...sample,
    ...(note !== undefined && { note }),
    ...(draft && { draft: draft.revision }),
    ...(call.values["allow-failing-cases"] === true && { allowFailingCases: true }),
    revision: published?.revision ?? 0,
  };
}

type Sample = Pick<PublishOptions, "sample" | "mocks" | "secrets" | "userId" | "requestIp">;

function sampleOf({ values, terminal }: Call, { root, settings }: Folder, trigger: string): Sample {
  const path = textOf(values, "sample");
  const defaults = settings.triggers?.[trigger] ?? {};
  const { userId, requestIp } = defaults;
  const caller = { ...(userId !== undefined && { userId }), ...(requestIp !== undefined && { requestIp }) };
  const example = firstAllowed(
    readCases(root).map(({ file }) => file),
    trigger,
  );
  const around = example ? aroundOf(example) : {};
  if (path !== undefined) return { ...around, ...caller, sample: jsonObjectOf(textOfFile(terminal, path), path) };
  if (defaults.sample) return { ...around, ...caller, sample: defaults.sample };
  return example ? { ...around, sample: example.one.context } : caller;
}

interface Example {
  readonly file: CaseFile;
  readonly one: Case;
}

/** The first case of the folder's own pipeline that is to be allowed. */
function firstAllowed(files: readonly CaseFile[], trigger: string): Example | undefined {
  for (const file of files.filter((each) => each.trigger === trigger && !each.pipeline)) {
    const one = file.cases.find(({ expect }) => expect.outcome?.allowed === true && expect.errorCode === undefined);
    if (one) return { file, one };
  }
  return undefined;
}

function aroundOf({ file, one }: Example): Sample {
  const { mocks, userId, requestIp } = one;
  const secrets = { ...file.secrets, ...one.secrets };
  return {
    ...(mocks && { mocks: { fetch: mocks as readonly FetchMock[] } }),
    ...(Object.keys(secrets).length > 0 && { secrets }),
    ...(userId !== undefined && { userId }),
    ...(requestIp !== undefined && { requestIp }),
  };
}

function aboutOf({ published }: PipelineSummary, { sample }: PublishOptions): string {
  const from = published && published.version > 0 ? `version ${published.version} runs now` : "nothing runs now";
  return `${from}; ${sample ? `sample ${JSON.stringify(sample)}` : "no sample"}`;
}
