"""What the YAML parser complains of, in words that say how to mend it."""

import yaml

from cardecide.reading.problem import Problem

# Beginnings of libyaml's own sentences; the parser reports the first fault of a file only.
_PHRASES: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a ':' stands where none can be",
        "one 'key: value' on each line, keys of one group indented alike, and quotation marks around a text "
        "that holds ': '",
    ),
    ("did not find expected ',' or '}'", "the braces { } are not complete", "a ',' or a '}'"),
    ("did not find expected ',' or ']'", "the brackets [ ] are not complete", "a ',' or a ']'"),
    ("did not find expected '-' indicator", "this line does not belong to the list above it", "a '- '"),
    (
        "did not find expected key",
        "this line does not belong to the group above it",
        "a 'key: value' indented like its neighbors",
    ),
    ("could not find expected ':'", "a key has no ':'", "'key: value'"),
    ("found unexpected end of stream", "a quotation mark is opened and never closed", "a closing one"),
    ("found unknown escape character", "an unknown escape after a backslash", "'\\\\' for a backslash"),
    ("did not find expected <document start>", "text after the end of the document", "one document"),
    ("block sequence entries are not allowed", "a list entry '- ' cannot stand here", "it on its own line"),
)


def explain(error: yaml.MarkedYAMLError, text: str, *, file: str) -> Problem:
    """The one problem that stopped the parser."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    message, expected = _words(str(error.problem or error.context or ""), text, line, column)
    return Problem(message, expected, file=file, line=line + 1, column=column + 1, code="not-yaml")


def _words(problem: str, text: str, line: int, column: int) -> tuple[str, str]:
    if problem.startswith("found character that cannot start any token"):
        lines = text.split("\n")
        sign = lines[line][column : column + 1] if line < len(lines) else ""
        if sign == "\t":
            return "a tab is used for indentation", "spaces"
        return f"a text cannot begin with '{sign}'", "quotation marks around it"
    for beginning, message, expected in _PHRASES:
        if problem.startswith(beginning):
            return message, expected
    return f"this is no valid YAML: {problem}", ""
