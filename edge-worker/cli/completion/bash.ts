import type { CommandRow, OptionRow, Place } from "./table.ts";

/**
 * The completion of bash, from 3.2, which macOS has. Names that the folder has go through no expansion, and only those
 * that have the form of ids are offered: a folder may be somebody else's.
 */
export function bashScript(rows: readonly CommandRow[]): string {
  const first = [...rows.map(({ name }) => name), "--help", "--version"];
  return `# Completion of sluice for bash.
_sluice_words() {
  local each
  for each in "$@"; do
    [[ $each == "$word"* ]] && COMPREPLY+=("$each")
  done
}
_sluice_paths() {
  local path
  compopt -o filenames 2>/dev/null
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$1" -- "$word")
}
_sluice_names() {
  local path name
  for path in "$root/$1"/*"$2"; do
    name=\${path##*/}
    name=\${name%"$2"}
    [[ $name =~ ^[a-z0-9][a-z0-9_-]*$ ]] && _sluice_words "$name"
  done
}
_sluice() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} root=. index
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    _sluice_words ${first.join(" ")}
    return
  fi
  for ((index = 2; index < COMP_CWORD - 1; index++)); do
    case \${COMP_WORDS[index]} in -C | --folder) root=\${COMP_WORDS[index + 1]/#\\~/$HOME} ;; esac
  done
  case "$command $before" in
${rows.flatMap(valueCases).join("\n")}
  esac
  case "$command $word" in
${rows.map(optionCase).join("\n")}
  esac
  [ "$COMP_CWORD" -eq 2 ] || [[ $before == -* || \${COMP_WORDS[COMP_CWORD-2]} == -* ]] || return
  case $command in
${rows.flatMap(argumentCase).join("\n")}
  esac
}
complete -F _sluice sluice
`;
}

function valueCases({ name, options }: CommandRow): string[] {
  return options.flatMap(({ value, ...option }) => {
    if (value === undefined) return [];
    const written = spellings(option).map((spelling) => `"${name} ${spelling}"`);
    return [`    ${written.join(" | ")}) ${fillOf(value)} return ;;`];
  });
}

function optionCase({ name, options }: CommandRow): string {
  return `    "${name} -"*) _sluice_words ${options.flatMap(spellings).join(" ")}; return ;;`;
}

function argumentCase({ name, argument }: CommandRow): string[] {
  return argument === undefined || argument === "text" ? [] : [`    ${name}) ${fillOf(argument)} ;;`];
}

function spellings({ name, short }: Pick<OptionRow, "name" | "short">): string[] {
  return short === undefined ? [`--${name}`] : [`-${short}`, `--${name}`];
}

function fillOf(place: Place): string {
  if (place === "text") return "";
  if (place === "files") return "_sluice_paths -f;";
  if (place === "folders") return "_sluice_paths -d;";
  if (place === "triggers") return "_sluice_names pipelines .json;";
  return place === "scripts" ? "_sluice_names scripts .lua;" : `_sluice_words ${place.join(" ")};`;
}
