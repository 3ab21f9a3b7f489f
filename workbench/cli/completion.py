"""Scripts that teach a shell to complete `workbench`: text made from `surface`.

The scripts hold every command, option and choice, so that completing starts no Python.
"""

from collections.abc import Callable, Iterable, Sequence

from workbench.cli.surface import Argument, CommandLine

_BASH = r"""# bash completion of workbench
# for good: workbench completion bash > ~/.local/share/bash-completion/completions/workbench
_workbench_takes() {
    case "$1" in
        @TAKING@) return 0 ;;
    esac
    return 1
}
_workbench_words() { local IFS=$' \n'; COMPREPLY=($(compgen -W "$1" -- "$cur")); }
_workbench_paths() {
    local IFS=$'\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen "$1" -- "$cur"))
}
_workbench() {
    local cur=${COMP_WORDS[COMP_CWORD]} word words="" asked="" command="" place=0 index
    COMPREPLY=()
    # `--state=all` comes as three words.
    [[ $cur == "=" ]] && cur=""
    for ((index = 1; index < COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        [[ $word == "=" ]] && continue
        if [[ -n $asked ]]; then
            asked=""
        elif [[ $word == -* ]]; then
            _workbench_takes "$command:$word" && asked=$word
        elif [[ -z $command && " @COMMANDS@ " == *" $word "* ]]; then
            command=$word
        else
            place=$((place + 1))
        fi
    done
    if [[ -n $asked ]]; then
        case "$command:$asked" in
@VALUES@
        esac
    elif [[ $cur == -* ]]; then
        case "$command" in
@OPTIONS@
        esac
        _workbench_words "$words @SHARED@"
    else
        case "$command:$place" in
@PLACES@
        esac
    fi
}
complete -F _workbench workbench
"""

_ZSH = r"""#compdef workbench
# for good: workbench completion zsh > a folder of $fpath/_workbench
_workbench() {
    local curcontext="$curcontext" state line
    local -a commands shared
    commands=(
@COMMANDS@
    )
    shared=(
@SHARED@
    )
    _arguments -C -S $shared '1: :->first' '*:: :->rest' && return
    case $state in
        first)
            _describe -t commands 'command' commands
            _files -/
            ;;
        rest)
            case $words[1] in
@CASES@
            esac
            ;;
    esac
}
if [[ $funcstack[1] == _workbench ]]; then _workbench "$@"; else compdef _workbench workbench; fi
"""

_FISH_HEAD = """# fish completion of workbench
# for good: workbench completion fish > ~/.config/fish/completions/workbench.fish
complete -c workbench -f
"""


def bash(lines: Sequence[CommandLine]) -> str:
    """The script for bash; the first of the lines is `workbench` itself, here as below."""
    taking = [
        f"{line.name or '*'}:{name}"
        for line in lines
        for item in line.options
        if item.shown
        for name in item.names
    ]
    commands = " ".join(line.name for line in lines if line.name)
    shared = " ".join(name for item in lines[0].options for name in item.names)
    values, options, places = [], [], []
    for line in lines:
        for item in line.options:
            if item.shown:
                where = "|".join(f"{line.name or '*'}:{name}" for name in item.names)
                values.append(_bash_case(where, _bash_offer(item)))
        if line.name:
            named = " ".join(name for item in line.options for name in item.names)
            options.append(_bash_case(line.name, f'words="{named}"'))
        for number, item in enumerate(line.places):
            where = f"{line.name}:*" if item.many else f"{line.name}:{number}"
            offer = f'_workbench_paths -d; COMPREPLY+=($(compgen -W "{commands}" -- "$cur"))'
            places.append(_bash_case(where, offer if not line.name else _bash_offer(item)))
    return (
        _BASH.replace("@TAKING@", "|".join(taking))
        .replace("@COMMANDS@", commands)
        .replace("@SHARED@", shared)
        .replace("@VALUES@", "\n".join(values))
        .replace("@OPTIONS@", "\n".join(options))
        .replace("@PLACES@", "\n".join(places))
    )


def _bash_case(where: str, what: str) -> str:
    return f"            {where}) {what} ;;"


def _bash_offer(item: Argument) -> str:
    if item.choices:
        return f'_workbench_words "{" ".join(item.choices)}"'
    if item.kind:
        return f"_workbench_paths {'-d' if item.kind == 'folder' else '-f'}"
    return ":"


def zsh(lines: Sequence[CommandLine]) -> str:
    """The script for zsh."""
    commands = [f"        {_quoted(f'{line.name}:{line.help}')}" for line in lines if line.name]
    cases = []
    for line in lines:
        if line.name:
            told = " \\\n".join(f"                    {item}" for item in _zsh_arguments(line))
            cases.append(
                f"                {line.name})\n"
                f"                    _arguments -S $shared \\\n{told}\n"
                f"                    ;;"
            )
    shared = [f"        {spec}" for item in lines[0].options for spec in _zsh_option(item)]
    return (
        _ZSH.replace("@COMMANDS@", "\n".join(commands))
        .replace("@SHARED@", "\n".join(shared))
        .replace("@CASES@", "\n".join(cases))
    )


def _zsh_arguments(line: CommandLine) -> Iterable[str]:
    for item in line.options:
        yield from _zsh_option(item)
    for number, item in enumerate(line.places, start=1):
        where = "*" if item.many else str(number)
        yield _quoted(f"{where}:{_zsh_plain(item.shown)}:{_zsh_offer(item)}")


def _zsh_option(item: Argument) -> Iterable[str]:
    for name in item.names:
        many = "*" if item.many else ""
        assigns = ("=" if name.startswith("--") else "") if item.shown else ""
        told = f"{many}{name}{assigns}[{_zsh_plain(item.help)}]"
        value = f":{_zsh_plain(item.shown)}:{_zsh_offer(item)}" if item.shown else ""
        yield _quoted(told + value)


def _zsh_plain(text: str) -> str:
    """The words without the signs that mean something to `_arguments`."""
    return text.replace("[", "(").replace("]", ")").replace(":", ",")


def _zsh_offer(item: Argument) -> str:
    if item.choices:
        return f"({' '.join(item.choices)})"
    return {"file": "_files", "folder": "_files -/", "": " "}[item.kind]


def fish(lines: Sequence[CommandLine]) -> str:
    """The script for fish."""
    names = " ".join(line.name for line in lines if line.name)
    none = f"not __fish_seen_subcommand_from {names}"
    told = []
    for line in lines:
        where = f"__fish_seen_subcommand_from {line.name}" if line.name else none
        if line.name:
            told.append(_fish(none, f"-a {line.name} -d {_quoted(line.help)}"))
        told += [_fish(where if line.name else "", _fish_option(item)) for item in line.options]
        told += [_fish(where, _fish_offer(item)) for item in line.places if _fish_offer(item)]
    return _FISH_HEAD + "\n".join(told) + "\n"


def _fish(where: str, what: str) -> str:
    only = f"-n {_quoted(where)} " if where else ""
    return f"complete -c workbench {only}{what}"


def _fish_option(item: Argument) -> str:
    names = " ".join(
        f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in item.names
    )
    takes = "-r" if item.kind else "-x"
    value = f" {takes} {_fish_offer(item)}".rstrip() if item.shown else ""
    return f"{names}{value} -d {_quoted(item.help)}"


def _fish_offer(item: Argument) -> str:
    if item.choices:
        return f"-a {_quoted(' '.join(item.choices))}"
    return {"file": "-F", "folder": "-a '(__fish_complete_directories)'", "": ""}[item.kind]


def _quoted(text: str) -> str:
    """A word for any of the three shells, in single quotes."""
    return "'" + text.replace("'", "’") + "'"


SHELLS: dict[str, Callable[[Sequence[CommandLine]], str]] = {
    "bash": bash,
    "zsh": zsh,
    "fish": fish,
}
