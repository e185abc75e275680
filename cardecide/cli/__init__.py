"""The command line: opening the window, evaluating a case, checking cases and rules."""

from cardecide.cli.main import main

__all__ = ["main"]
