"""All generated pages together: what ``docs/reference`` holds."""

from cardecide.engine.coverage import coverage_page
from cardecide.engine.pack_tests import TestReport
from cardecide.engine.pages.fact_page import fact_page
from cardecide.engine.pages.index_page import index_page
from cardecide.engine.pages.pack_page import pack_page
from cardecide.engine.rulebook import Rulebook
from cardecide.engine.schema import schema_text


def reference_pages(rulebook: Rulebook, report: TestReport) -> dict[str, str]:
    """Every page by its path inside the folder of the reference."""
    packs = {
        f"packs/{pack.id}.md": pack_page(pack, rulebook.vocabulary, report)
        for pack in rulebook.packs.values()
    }
    return {
        "coverage.md": coverage_page(report, rulebook),
        "facts.md": fact_page(rulebook.vocabulary),
        "packs/README.md": index_page(rulebook),
        "rules.schema.json": schema_text(),
        **packs,
    }
