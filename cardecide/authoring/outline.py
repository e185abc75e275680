"""The lines of a text that can be folded, and a tidy layout that changes no meaning and no comment."""


def folds(text: str) -> list[tuple[int, int]]:
    """First and last line (from 0, both included) of every group that can be folded, outer ones first."""
    raise NotImplementedError


def tidy(text: str) -> str:
    """The text without blanks at line ends and doubled empty lines, with one line end at its end.

    Comments, order, quoting and everything inside texts of several lines stay; a text that is no YAML is
    returned as it is.
    """
    raise NotImplementedError
