// docs/reference/*.md: the catalog for readers.
import { NOTICE, parseType } from "./text.mjs";

const COMMENT = `<!-- ${NOTICE} -->`;

const MODES = {
  blocking: "a deny aborts the action",
  enrichment: "the data is the product; a deny aborts the build",
  async: "runs after the response; a deny stops the chain only",
};

const DIAGNOSTIC_GROUPS = {
  syntax: "What keeps a text from being Lua at all.",
  scopes: "Names, and what they stand for.",
  flow: "Code that does nothing, or something else than it looks like.",
  types: "Values used as what they are not.",
  results: "What the engine makes of what a script returns.",
  host: "What the deployment and the pipeline have.",
};

export function diagnosticsMd({ diagnostics }) {
  const sections = Object.entries(DIAGNOSTIC_GROUPS).flatMap(([group, doc]) => [
    `## ${group.charAt(0).toUpperCase()}${group.slice(1)}\n\n${doc}\n`,
    ...diagnostics.filter((diagnostic) => diagnostic.group === group).map(diagnosticSection),
  ]);
  return page(
    "Diagnostics",
    "What the language service marks in a script, in every editor. An error is something that the engine refuses or " +
      "that fails when it runs; a warning is most likely not what was meant; a hint only makes code paler.",
    "A comment `---@diagnostic disable-next-line: code` keeps one quiet on the line after it, " +
      "`---@diagnostic disable: code` in the whole script.",
    ...sections,
  );
}

function diagnosticSection({ code, severity, meaning, remedy, bad, good, noFix }) {
  const example = bad === null ? "" : `\n\n\`\`\`lua\n${bad}\n\`\`\`\n\nBetter:\n\n\`\`\`lua\n${good}\n\`\`\``;
  const fix = noFix === undefined ? "" : ` No quick fix: ${noFix}.`;
  return `${heading(code)}*${severity}.* ${meaning} ${remedy}${fix}${example}\n`;
}

export function hooksMd({ hooks, masking }) {
  const lanes = hooks.lanes.flatMap(({ id, title }) => [
    `### ${title}\n`,
    table(
      ["hook", "mode", "when"],
      hooks.hooks
        .filter(({ lane }) => lane === id)
        .map(({ name, mode, when }) => [`[\`${name}\`](#${name})`, mode, when]),
    ),
  ]);
  return page(
    "Hooks",
    `${hooks.hooks.length} hooks. Modes: ${Object.entries(MODES)
      .map(([mode, doc]) => `*${mode}* (${doc})`)
      .join(", ")}.`,
    "Every context also has `trigger` (the hook's name), `outputs` (by script id: the data of earlier scripts) " +
      "and, from layer 2 on, `prev` (the merged data of the previous layer). Fields that are not listed here are " +
      "kept and reach the scripts; `null` stands for an absent field.",
    "Traces hide the fields marked *hidden* and shorten those marked *e-mail*.",
    "## Lanes\n",
    ...lanes,
    "## Contexts\n",
    ...hooks.hooks.map(hookSection),
    "## Shapes\n",
    ...hooks.shapes.map(({ name, doc, fields }) => `${heading(name)}${doc}\n\n${fieldTable(fields)}`),
    "## Keys that traces mask everywhere\n",
    "String values under these keys are hidden wherever they stand in a context or a result. Case, `-` and `_` " +
      "make no difference.",
    `${masking.sensitiveKeys.map((key) => `\`${key}\``).join(", ")}\n`,
  );
}

function hookSection({ name, title, mode, when, failureText, reserved, context }) {
  const failure =
    failureText === undefined ? "" : ` When a script fails under \`onError: "block"\`, users read “${failureText}”`;
  const left = reserved === undefined ? "" : ` Of \`data\`, \`${reserved.join(" ")}\` are left out.`;
  return `${heading(name)}${title} (*${mode}*). ${when}${failure}${left}\n\n${fieldTable(context)}`;
}

function fieldTable(fields) {
  return table(
    ["field", "type", "in traces", ""],
    fields.map((field) => [
      `\`${field.name}\`${field.optional ? " *(optional)*" : ""}`,
      typeText(field),
      maskText(field),
      field.doc,
    ]),
  );
}

function typeText({ type, values, variadic }) {
  if (values !== undefined) return values.map((value) => `\`"${value}"\``).join(" or ");
  const { base } = parseType(type);
  const text = /^[A-Z]/.test(base) ? type.replace(base, `[${base}](#${base})`) : type;
  return variadic ? `${text} …` : text;
}

const MASKS = { none: "shown", hide: "hidden", email: "e-mail" };

function maskText({ mask = "none", keys = [] }) {
  const keysBy = Object.keys(MASKS)
    .map((kind) => [kind, keys.filter((key) => (key.mask ?? "none") === kind).map(({ name }) => `\`${name}\``)])
    .filter(([, names]) => names.length > 0)
    .map(([kind, names]) => `${names.join(", ")} ${MASKS[kind]}`);
  return [MASKS[mask], ...keysBy].join("; ");
}

export function helpersMd({ helpers }) {
  const local = helpers.helpers.filter(({ kind }) => kind !== "host").length;
  return page(
    "Helpers",
    `What scripts call as \`helpers.…\`: ${local} that answer at once and ${helpers.helpers.length - local} that ` +
      "the host performs. All return their result directly, and their errors can be caught with `pcall`.",
    "Wrong arguments raise `bad argument #n to 'x' (…)`, as Lua's own functions do.",
    ...helpers.helpers.map((helper) => helperSection(helper, `helpers.${helper.name}`)),
    "## Globals\n",
    ...helpers.globals.map((helper) => helperSection(helper, helper.name)),
    "## Shapes\n",
    ...helpers.shapes.map(({ name, doc, fields }) => `${heading(name)}${doc}\n\n${paramTable(fields)}`),
  );
}

function helperSection(helper, call) {
  const { name, kind, doc, params = [], returns, raises = [], example } = helper;
  const signature = kind === "value" ? call : `${call}(${parameterList(params)})`;
  const parts = [
    `<a id="${name}"></a>\n\n### ${signature.replaceAll("[", "\\[").replaceAll("]", "\\]")}\n`,
    `${doc}${kind === "host" ? " The host performs it." : ""}\n`,
    params.length > 0 ? paramTable(params) : "",
    returns ? `Returns ${typeText(returns)}${returns.optional ? " or nil" : ""}: ${lowerFirst(returns.doc)}\n` : "",
    raises.length > 0 ? `Raises ${raises.map((code) => `[\`${code}\`](errors.md#${code})`).join(", ")}.\n` : "",
    `\`\`\`lua\n${example}\n\`\`\`\n`,
  ];
  return parts.filter((part) => part !== "").join("\n");
}

// "text[, algo]" and, where the optional one comes first, "[level,] ...".
function parameterList(params) {
  return params
    .map(({ name, optional, variadic }, i) => {
      const shown = variadic ? "..." : name;
      if (!optional) return i > 0 && !leadsIn(params, i) ? `, ${shown}` : shown;
      if (leadsIn(params, i + 1)) return `${i > 0 ? ", " : ""}[${shown},] `;
      return i > 0 ? `[, ${shown}]` : `[${shown}]`;
    })
    .join("");
}

// Whether the parameter before `index` is an optional one that this required one follows.
function leadsIn(params, index) {
  return index > 0 && index < params.length && params[index - 1].optional === true && !params[index].optional;
}

function paramTable(params) {
  return table(
    ["name", "type", "default", ""],
    params.map((param) => [
      `\`${param.variadic ? "..." : param.name}\`${param.optional ? " *(optional)*" : ""}`,
      typeText(param),
      defaultText(param),
      param.doc,
    ]),
  );
}

function defaultText({ default: value }) {
  return value === undefined ? "" : `\`${JSON.stringify(value)}\``;
}

export function limitsMd({ limits }) {
  return page(
    "Limits",
    "A deployment may set a limit to anything up to its ceiling; a plan may lower those marked *yes* further. " +
      "Instruction, memory and time limits cannot be caught by a script. Every limit error names the limit, what " +
      "it allows, what was used, and the line.",
    table(
      ["limit", "unit", "per", "default", "ceiling", "plan may lower", "error", ""],
      limits.map(({ name, unit, scope, default: value, ceiling, plan, error, doc }) => [
        `<a id="${name}"></a>\`${name}\``,
        unit,
        scope,
        number(value),
        number(ceiling),
        plan ? "yes" : "no",
        error === null ? "none" : `[\`${error}\`](errors.md#${error})`,
        doc,
      ]),
    ),
  );
}

const GROUPS = {
  script: [
    "Script",
    'What a script did or met. Under `onError: "block"` the outcome is a denial with this code; details stand in ' +
      "the span, never in what end users read.",
  ],
  service: [
    "Service",
    "What the service around the script could not do. Answered under `onError`, or `defaultOnError` where no " +
      "plan is at hand.",
  ],
  caller: [
    "Caller",
    "What the caller got wrong. Calls reject with a `SluiceError` of this code; the HTTP API answers with the status.",
  ],
};

export function errorsMd({ errors, limits }) {
  const sections = Object.entries(GROUPS).map(([group, [title, doc]]) => {
    const rows = errors.filter((error) => error.group === group).map((error) => errorRow(error, limits));
    return `## ${title}\n\n${doc}\n\n${table(["code", "status", "meaning", "who", "what to do", "limits"], rows)}`;
  });
  return page("Error codes", ...sections);
}

function errorRow({ code, httpStatus, meaning, who, remedy }, limits) {
  const hit = limits.filter(({ error }) => error === code).map(({ name }) => `[\`${name}\`](limits.md#${name})`);
  return [`<a id="${code}"></a>\`${code}\``, String(httpStatus ?? ""), meaning, who, remedy, hit.join(", ")];
}

function page(title, ...parts) {
  return `${COMMENT}\n\n# ${title}\n\n${parts.map((part) => part.trimEnd()).join("\n\n")}\n`;
}

function heading(name) {
  return `<a id="${name}"></a>\n\n### ${name}\n\n`;
}

// Columns that are empty in every row are left out.
function table(head, rows) {
  const used = head.map((title, i) => title === "" || rows.some((row) => row[i] !== ""));
  const line = (cells) =>
    `| ${cells
      .filter((_, i) => used[i])
      .map((cell) => cell.replaceAll("|", "\\|"))
      .join(" | ")} |\n`;
  return `${line(head)}${line(head.map(() => "---"))}${rows.map(line).join("")}`;
}

function lowerFirst(text) {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function number(value) {
  return value.toLocaleString("en-US");
}
