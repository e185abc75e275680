"""A report holds until its pages, its attachments or the rules are changed, and each is told apart."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import NameObject, StreamObject

from cardecide.assessment import assess
from cardecide.case import read_case
from cardecide.case.partial_date import PartialDate
from cardecide.cli.main import main
from cardecide.engine import Rulebook, load_rulebook
from cardecide.locations import bundled
from cardecide.reading.problem import InputError
from cardecide.report import render_report
from cardecide.report.attachment import CASE_NAME, RESULT_NAME
from cardecide.report.verification import Verification, verify_report
from tests.report.reading_pdf import ISSUED

ADDED = b"\nBT /F1 9 Tf 200 400 Td (on label) Tj ET\n"
"""Words in a page's content, as another program would add them."""


@cache
def rules() -> Rulebook:
    """The bundled rules."""
    return load_rulebook(bundled("rules"))


@cache
def report(**options: Any) -> bytes:
    """A report on the published patient."""
    case = read_case(bundled("resources") / "samples" / "zhou-2025.case.yaml").case
    on = PartialDate.parse("2023-08-01")
    return render_report(
        assess(case, rules(), on=on, language="zh"), case, language="zh", issued=ISSUED, **options
    )


def verified(content: bytes, folder: Path, rulebook: Rulebook | None = None) -> Verification:
    """What is found about these bytes."""
    (folder / "report.pdf").write_bytes(content)
    return verify_report(folder / "report.pdf", rulebook or rules())


def rewritten(change: Callable[[pypdf.PdfWriter], None]) -> bytes:
    """The report after a change in another program."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(report()))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def replace_attachment(writer: pypdf.PdfWriter, name: str, old: bytes, new: bytes) -> None:
    """Replace bytes inside an attachment."""
    names: Any = writer.root_object["/Names"]["/EmbeddedFiles"]["/Names"]  # type: ignore[index]
    for index in range(0, len(names), 2):
        if names[index] == name:
            stream = names[index + 1].get_object()["/EF"]["/F"].get_object()
            data = stream.get_data()
            assert old in data
            stream.set_data(data.replace(old, new))


@pytest.mark.parametrize("variant", ["full", "one-page"])
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_an_untouched_report_holds(variant: str, size: str, tmp_path: Path) -> None:
    found = verified(report(variant=variant, page_size=size), tmp_path)
    assert found.differences == ()
    assert found.holds
    assert not found.rules_changed
    assert found.case_id == "ZHOU-2025-01"


def test_saving_it_again_in_another_program_changes_nothing(tmp_path: Path) -> None:
    assert verified(rewritten(lambda writer: None), tmp_path).holds


def test_a_changed_case_is_told(tmp_path: Path) -> None:
    content = rewritten(
        lambda writer: replace_attachment(
            writer, CASE_NAME, b'"best_response": "PR"', b'"best_response": "CR"'
        )
    )
    found = verified(content, tmp_path)
    assert [one.text for one in found.differences if one.kind == "attachment"] == [
        f"the attachment {CASE_NAME} was changed after the report was written"
    ]


def test_a_changed_result_is_told_also_by_the_pages_and_the_new_evaluation(tmp_path: Path) -> None:
    def change(writer: pypdf.PdfWriter) -> None:
        replace_attachment(writer, RESULT_NAME, b'"on_label"', b'"off_label"')

    kinds = {one.kind for one in verified(rewritten(change), tmp_path).differences}
    assert kinds == {"attachment", "page", "result"}


def test_a_changed_page_is_told_with_its_number(tmp_path: Path) -> None:
    def change(writer: pypdf.PdfWriter) -> None:
        page = writer.pages[1]
        stream = StreamObject()
        stream.set_data(page.get_contents().get_data() + ADDED)  # type: ignore[union-attr]
        page[NameObject("/Contents")] = writer._add_object(stream)

    found = verified(rewritten(change), tmp_path)
    (one,) = found.differences
    assert one.kind == "page"
    assert one.text.startswith("page 2 ")


def test_something_painted_over_a_page_is_told(tmp_path: Path) -> None:
    def change(writer: pypdf.PdfWriter) -> None:
        page = writer.pages[0]
        stream = StreamObject()
        stream.set_data(page.get_contents().get_data() + b"\n1 g 40 500 300 60 re f\n")  # type: ignore[union-attr]
        page[NameObject("/Contents")] = writer._add_object(stream)

    (one,) = verified(rewritten(change), tmp_path).differences
    assert one.text.startswith("page 1 looks otherwise")


def test_a_page_too_large_to_paint_is_told_by_its_number(tmp_path: Path) -> None:
    def change(writer: pypdf.PdfWriter) -> None:
        writer.pages[1].mediabox.upper_right = (9_000_000, 9_000_000)

    (one,) = verified(rewritten(change), tmp_path).differences
    assert one.text == "page 2 cannot be read"


def test_a_page_that_cannot_be_loaded_is_told_by_its_number(tmp_path: Path) -> None:
    def change(writer: pypdf.PdfWriter) -> None:
        writer.pages[1][NameObject("/Type")] = NameObject("/Font")

    (one,) = verified(rewritten(change), tmp_path).differences
    assert one.text == "page 2 cannot be read"


def test_more_pages_than_any_report_has_are_not_read(tmp_path: Path) -> None:
    def change(writer: pypdf.PdfWriter) -> None:
        for _ in range(1_000):
            writer.add_blank_page(100, 100)

    with pytest.raises(InputError, match="more than 1000 pages"):
        verified(rewritten(change), tmp_path)


def test_a_missing_page_is_told(tmp_path: Path) -> None:
    found = verified(rewritten(lambda writer: writer.remove_page(3)), tmp_path)
    assert any("pages instead of" in one.text for one in found.differences)


def test_other_rules_are_named_and_what_they_change(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    text = (bundled("rules") / "labels" / "us" / "ide-cel.yaml").read_text("utf-8")
    assert "prior_lines >= 4" in text
    (folder / "us.ide-cel.yaml").write_text(text.replace("prior_lines >= 4", "prior_lines >= 6"), "utf-8")
    found = verified(report(), tmp_path, load_rulebook(bundled("rules"), folder))
    assert found.rules_changed
    assert found.rules_then != found.rules_now
    assert {one.kind for one in found.differences} == {"result"}
    assert "label us.ide-cel: on_label then, off_label now" in [one.text for one in found.differences]


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.4\n%%EOF"])
def test_what_is_no_report_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no report that can be verified"):
        verified(content, tmp_path)


def test_a_report_without_attachments_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is attached"):
        verified(report(embed=False), tmp_path)


def test_the_command_says_it_by_its_exit_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(report())
    assert main(["verify", str(path)]) == 0
    assert "The report holds" in capsys.readouterr().out
    path.write_bytes(rewritten(lambda writer: writer.remove_page(1)))
    assert main(["verify", str(path)]) == 1
    assert "not the report as it was written" in capsys.readouterr().out
    path.write_bytes(b"x")
    assert main(["verify", str(path)]) == 2
    assert "no report that can be verified" in capsys.readouterr().err
    assert main(["verify", str(tmp_path / "nowhere.pdf")]) == 2
