import type { CommandRow, OptionRow, Place } from "./table.ts";

/** The completion of zsh, to be evaluated, or kept as _sluice in a folder of fpath. */
export function zshScript(rows: readonly CommandRow[]): string {
  const described = rows.map(({ name, about }) => `    ${quoted(`${name}:${about}`)}`);
  return `#compdef sluice
# Options for compadd, a folder and the ending of files.
_sluice_names() {
  local root=\${opt_args[-C]:-\${opt_args[--folder]:-.}}
  local -a names=(\${~root}/$@[-2]/*.$@[-1](N:t:r))
  compadd "\${@[1,-3]}" -a names
}
_sluice() {
  local -A opt_args
  local -a commands=(
${described.join("\n")}
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  shift words
  ((CURRENT--))
  case $words[1] in
${rows.map(commandCase).join("\n")}
  esac
}
# Evaluated it is not called at once, as it is from fpath.
if [ "$funcstack[1]" = _sluice ]; then _sluice "$@"; else compdef _sluice sluice; fi
`;
}

function commandCase({ name, argument, options }: CommandRow): string {
  const specs = options.map(optionSpec);
  if (argument !== undefined) specs.push(quoted(`1:${name}:${actionOf(argument)}`));
  return `    ${name}) _arguments ${specs.join(" ")} ;;`;
}

function optionSpec({ name, short, value, about }: OptionRow): string {
  const taken = value === undefined ? "" : `:${name}:${actionOf(value)}`;
  const explained = `[${about.replaceAll(/[\\[\]]/g, "\\$&")}]${taken}`;
  if (short === undefined) return quoted(`*--${name}${explained}`);
  return `${quoted(`(-${short} --${name})`)}{-${short},--${name}}${quoted(explained)}`;
}

function actionOf(place: Place): string {
  if (place === "text") return " ";
  if (place === "files") return "_files";
  if (place === "folders") return "_files -/";
  if (place === "triggers") return "_sluice_names pipelines json";
  return place === "scripts" ? "_sluice_names scripts lua" : `(${place.join(" ")})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
