import type { Command, Option } from "commander";
import { type Cli, declare } from "../command.ts";
import { usageError } from "../exit.ts";

const SHELLS = ["bash", "zsh", "fish"] as const;

/** Prints a script that makes a shell complete commands and flags. */
export function addCompletion(program: Command, cli: Cli): void {
  const summary = "print the script by which bash, zsh or fish completes commands";
  declare(program, cli, { usage: "completion <shell>", summary }, ({ words }) => {
    const shell = SHELLS.find((each) => each === words[0]);
    if (shell === undefined) {
      throw usageError(
        `There is no completion for ${String(words[0])}.`,
        `There is one for ${SHELLS.join(", ")}.`,
        'Add to ~/.bashrc: eval "$(folkmoot completion bash)"',
      );
    }
    const script = SCRIPTS[shell](tableOf(program));
    return { plain: { shell, script }, lines: [script] };
  });
}

/** What may follow each command: names of commands below it, and its flags. */
type Table = readonly { readonly path: string; readonly next: readonly string[] }[];

function tableOf(command: Command, path: readonly string[] = []): Table {
  const flags = command.options
    .filter((option: Option) => !option.hidden)
    .map((option: Option) => option.long ?? "")
    .filter((flag) => flag !== "");
  const next = [...command.commands.map((below) => below.name()), ...flags];
  const own = { path: path.join(" "), next };
  return [own, ...command.commands.flatMap((below) => tableOf(below, [...path, below.name()]))];
}

const cases = (table: Table, before: string): string =>
  table.map(({ path, next }) => `    "${path}") ${before}"${next.join(" ")}" ;;`).join("\n");

const SCRIPTS: { readonly [S in (typeof SHELLS)[number]]: (table: Table) => string } = {
  bash: (table) => `_folkmoot() {
  local path="" word next=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) break ;; esac
    path="\${path:+$path }$word"
  done
  case "$path" in
${cases(table, "next=")}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$next" -- "\${COMP_WORDS[COMP_CWORD]}")
}
complete -o default -F _folkmoot folkmoot`,
  zsh: (table) => `#compdef folkmoot
_folkmoot() {
  local path_="" word next=""
  for word in \${words[2,CURRENT-1]}; do
    case "$word" in -*) break ;; esac
    path_="\${path_:+$path_ }$word"
  done
  case "$path_" in
${cases(table, "next=")}
  esac
  compadd -- \${=next}
}
compdef _folkmoot folkmoot`,
  fish: (table) => `function __folkmoot_next
  set -l path
  for word in (commandline -opc)[2..]
    string match -q -- '-*' $word; and break
    set -a path $word
  end
  switch "$path"
${table.map(({ path, next }) => `    case "${path}"\n      printf '%s\\n' ${next.join(" ")}`).join("\n")}
  end
end
complete -c folkmoot -f -a '(__folkmoot_next)'`,
};
