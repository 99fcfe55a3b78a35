import type { CommandRow, OptionRow, Place } from "./table.ts";

/** The completion of fish, to be sourced, or kept as sluice.fish among its completions. */
export function fishScript(rows: readonly CommandRow[]): string {
  const commandLines = rows.map(
    ({ name, about }) => `complete -c sluice -n __sluice_first -a ${name} -d ${quoted(about)}`,
  );
  return `# Completion of sluice for fish.
function __sluice_first
  test (count (commandline -opc)) -eq 1
end
function __sluice_in
  set -l words (commandline -opc)
  test (count $words) -gt 1; and test $words[2] = $argv[1]
end
function __sluice_names
  set -l words (commandline -opc)
  set -l root .
  for index in (seq (count $words))
    contains -- $words[$index] -C --folder; and set root $words[(math $index + 1)]
  end
  for path in $root/$argv[1]/*$argv[2]
    basename $path $argv[2]
  end
end
complete -c sluice -f
complete -c sluice -n __sluice_first -s h -l help -d ${quoted("the commands")}
complete -c sluice -n __sluice_first -s v -l version
${[...commandLines, ...rows.flatMap(commandLinesOf)].join("\n")}
`;
}

function commandLinesOf({ name, argument, options }: CommandRow): string[] {
  const within = `complete -c sluice -n '__sluice_in ${name}'`;
  const lines = options.map((option) => `${within} ${optionFlags(option)}`);
  return argument === undefined || argument === "text" ? lines : [...lines, `${within} ${offerOf(argument)}`];
}

function optionFlags({ name, short, value, about }: OptionRow): string {
  const written = short === undefined ? `-l ${name}` : `-s ${short} -l ${name}`;
  const taken = value === undefined ? "" : value === "text" ? " -x" : ` -x ${offerOf(value)}`;
  return `${written}${taken} -d ${quoted(about)}`;
}

function offerOf(place: Exclude<Place, "text">): string {
  if (place === "files") return "-a '(__fish_complete_path)'";
  if (place === "folders") return "-a '(__fish_complete_directories)'";
  if (place === "triggers") return "-a '(__sluice_names pipelines .json)'";
  return place === "scripts" ? "-a '(__sluice_names scripts .lua)'" : `-a ${quoted(place.join(" "))}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, "\\$&")}'`;
}
