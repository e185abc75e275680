"""The sample cases that come with the program."""

from pathlib import Path

from cardecide.locations import bundled


def sample_cases() -> list[Path]:
    """The files, in the order of their names."""
    return sorted((bundled("resources") / "samples").glob("*.case.yaml"))
