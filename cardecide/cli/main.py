"""Entry point: reads the arguments, runs the command, turns problems into lines and an exit status.

Exit status: 0 done; 1 done and something needs attention; 2 the input is wrong.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from cardecide import __version__
from cardecide.reading.problem import InputError

_COMMANDS = ("evaluate", "screen", "case", "rules", "verify")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    sys.excepthook = _say_without_traceback
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0] not in _COMMANDS and not given[0].startswith("-")):
        return _open_window(given)
    if given == ["--version"]:
        print(f"cardecide {__version__}")
        return 0
    options = _parser(given[0]).parse_args(given)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except InputError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 1


def _parser(command: str) -> argparse.ArgumentParser:
    """The parser of one command; of all of them where help is asked for.

    Each command is loaded only when it is needed: reading cases takes longer to load than checking rules.
    """
    parser = argparse.ArgumentParser(
        prog="cardecide",
        description="Which BCMA CAR-T products a patient with relapsed or refractory multiple myeloma may "
        "receive, and why. Without a command it opens the window; with a case file, on that case.",
    )
    parser.add_argument("--version", action="version", version=f"cardecide {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in (command,) if command in _COMMANDS else _COMMANDS:
        _add(name, commands)
    return parser


def _add(command: str, commands: Any) -> None:
    match command:
        case "evaluate":
            from cardecide.cli import evaluate

            evaluate.add_to(commands)
        case "screen":
            from cardecide.cli import screen

            screen.add_to(commands)
        case "case":
            from cardecide.cli import case_commands

            case_commands.add_to(commands)
        case "rules":
            from cardecide.cli import rules_commands

            rules_commands.add_to(commands)
        case "verify":
            from cardecide.cli import verify

            verify.add_to(commands)


def _open_window(given: list[str]) -> int:
    if len(given) > 1:
        print("cardecide opens one case at a time; see cardecide --help.", file=sys.stderr)
        return 2
    path = Path(given[0]) if given else None
    if path is not None and not path.exists():
        print(
            f"{path}: there is no such file; expected a case file or one of the commands "
            f"{', '.join(_COMMANDS)}",
            file=sys.stderr,
        )
        return 2
    if not _has_screen():
        print(
            "There is no display here for the window to open on. Without one: cardecide evaluate CASE "
            "--pdf REPORT.pdf; see cardecide --help.",
            file=sys.stderr,
        )
        return 2
    from cardecide_ui.app import run  # the window's libraries are loaded only when it opens

    return run(path)


def _has_screen() -> bool:
    """Whether a window would be seen, or was asked for without a screen by naming Qt's platform."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)


def _say_without_traceback(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Say that the program failed and where, without the values at hand: they may be a patient's."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "unknown place"
    print(
        f"cardecide stopped because of an error of its own ({kind.__name__} at {place}). "
        "Nothing was written. Please report this line; it holds no patient data.",
        file=sys.stderr,
    )
