"""The page for whole tables of patients: their columns, who is eligible, and where patients are lost."""

from PySide6.QtWidgets import QWidget

from cardecide_ui.page_context import PageContext


def make_page(context: PageContext) -> QWidget:
    """The page; what stands behind it is loaded when it is first turned to."""
    from cardecide_ui.cohort_page.page import CohortPage

    return CohortPage(context)
