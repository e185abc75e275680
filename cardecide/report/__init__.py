"""The report on paper: what was found, why, and from which rules and sources."""

from cardecide.report.document import render_report
from cardecide.report.writing import write_report

__all__ = ["render_report", "write_report"]
