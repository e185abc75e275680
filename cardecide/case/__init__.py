"""The case: what was entered about one patient, and reading and writing it."""

from cardecide.case.model import Case
from cardecide.case.reading import CaseFile, read_case, read_case_text

__all__ = ["Case", "CaseFile", "read_case", "read_case_text"]
