"""Whether a report still holds: its attachments, its pages, and the case evaluated again.

The pages are compared with those that case and result print now: their text, and how they look at a coarse
resolution, so that covered or added marks show as well as changed words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import pypdfium2
from pydantic import BaseModel, ValidationError

from cardecide import __version__
from cardecide.assessment import assess
from cardecide.assessment.result import Result
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook
from cardecide.language.text import Language
from cardecide.reading.problem import InputError, Problem
from cardecide.report.attachment import CASE_NAME, MANIFEST_NAME, RESULT_NAME, Manifest
from cardecide.report.document import render_report
from cardecide.report.result_differences import differences

_SCALE: Final = 0.5
"""Pixels for each point when pages are compared by their looks."""

_LARGEST: Final = 64_000_000
"""Bytes of a file from which it is no report of this program; one has less than a megabyte."""

_MOST_PAGES: Final = 1_000
_LONGEST_SIDE: Final = 2_000
"""Pages of a file and points of a page from which it is no report of this program; they fill the memory."""

_Model = TypeVar("_Model", bound=BaseModel)

Kind = Literal["attachment", "page", "result"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the report says, in words."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. ``holds`` says that nothing differs but, at most, the version of the rules."""

    case_id: str
    decision_date: str
    written_by: str
    rules_then: str
    rules_now: str
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether attachments, pages and conclusions are as they were."""
        return not self.differences

    @property
    def rules_changed(self) -> bool:
        """Whether the rules are others than those that made the report."""
        return self.rules_then != self.rules_now


@dataclass(frozen=True, slots=True)
class _Opened:
    manifest: Manifest
    case: Case
    result: Result
    changed: tuple[Difference, ...]
    pages: tuple["_Page", ...]


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    size: tuple[int, int]
    pixels: bytes


_UNREADABLE: Final = _Page("", (0, 0), b"")


def verify_report(path: Path, rulebook: Rulebook) -> Verification:
    """Check the report at ``path``, and evaluate the case it embeds under ``rulebook``.

    Raises InputError where the file cannot be read, is no PDF, or holds no case and result of this program.
    """
    opened = _open(path)
    found = [*opened.changed, *_page_differences(opened)]
    now = _evaluated_again(opened, rulebook, path)
    found.extend(Difference("result", text) for text in differences(opened.result, now))
    then = opened.result.rules
    return Verification(
        case_id=opened.result.case_id,
        decision_date=opened.result.decision_date,
        written_by=opened.manifest.program,
        rules_then=f"{then.version}, sha256 {then.sha256}",
        rules_now=f"{rulebook.version}, sha256 {rulebook.sha256}",
        differences=tuple(found),
    )


def _open(path: Path) -> _Opened:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _no_report(path, f"it cannot be read: {error.strerror or error}") from None
    if len(content) > _LARGEST:
        raise _no_report(path, "it is too large")
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise _no_report(path, "it is no PDF that can be opened") from None
    try:
        if len(document) > _MOST_PAGES:
            raise _no_report(path, f"it has more than {_MOST_PAGES} pages")
        attached = _attachments(document)
        missing = [name for name in (MANIFEST_NAME, CASE_NAME, RESULT_NAME) if name not in attached]
        if missing:
            raise _no_report(path, f"nothing named {', '.join(missing)} is attached")
        manifest = _read(Manifest, attached[MANIFEST_NAME], MANIFEST_NAME, path)
        return _Opened(
            manifest=manifest,
            case=_read(Case, attached[CASE_NAME], CASE_NAME, path),
            result=_read(Result, attached[RESULT_NAME], RESULT_NAME, path),
            changed=tuple(_changed_attachments(manifest, attached)),
            pages=_pages(document),
        )
    finally:
        document.close()


def _attachments(document: pypdfium2.PdfDocument) -> dict[str, bytes]:
    found = {}
    for index in range(document.count_attachments()):
        try:
            attachment = document.get_attachment(index)
            found[attachment.get_name()] = bytes(attachment.get_data())
        except pypdfium2.PdfiumError:
            continue
    return found


def _read(kind: type[_Model], content: bytes, name: str, path: Path) -> _Model:
    try:
        return kind.model_validate_json(content)
    except (ValidationError, ValueError):
        raise _no_report(path, f"what is attached as {name} cannot be read") from None


def _changed_attachments(manifest: Manifest, attached: dict[str, bytes]) -> Iterator[Difference]:
    for name, digest in ((CASE_NAME, manifest.case_sha256), (RESULT_NAME, manifest.result_sha256)):
        if sha256(attached[name]).hexdigest() != digest:
            yield Difference("attachment", f"the attachment {name} was changed after the report was written")


def _pages(document: pypdfium2.PdfDocument) -> tuple[_Page, ...]:
    return tuple(_page(document, index) for index in range(len(document)))


def _page(document: pypdfium2.PdfDocument, index: int) -> _Page:
    try:
        page = document[index]
        if max(page.get_size()) > _LONGEST_SIDE:
            return _UNREADABLE
        text = " ".join(page.get_textpage().get_text_range().split())
        bitmap = page.render(scale=_SCALE, grayscale=True)
    except pypdfium2.PdfiumError:
        return _UNREADABLE
    return _Page(text, (bitmap.width, bitmap.height), bytes(bitmap.buffer))


def _page_differences(opened: _Opened) -> Iterator[Difference]:
    manifest = opened.manifest
    content = render_report(
        opened.result,
        opened.case,
        language=manifest.language,
        page_size=manifest.page_size,
        variant=manifest.variant,
        issued=manifest.issued,
        embed=False,
    )
    document = pypdfium2.PdfDocument(content)
    try:
        expected = _pages(document)
    finally:
        document.close()
    other = manifest.program != __version__
    remark = f" (written by version {manifest.program}, printed again by {__version__})" if other else ""
    if len(expected) != len(opened.pages):
        yield Difference("page", f"it has {len(opened.pages)} pages instead of {len(expected)}{remark}")
    for number, (page, wanted) in enumerate(zip(opened.pages, expected, strict=False), start=1):
        if page == _UNREADABLE:
            yield Difference("page", f"page {number} cannot be read")
        elif page.text != wanted.text:
            yield Difference(
                "page",
                f"page {number} reads otherwise than its result{remark}: {_where(page.text, wanted.text)}",
            )
        elif (page.size, page.pixels) != (wanted.size, wanted.pixels):
            yield Difference("page", f"page {number} looks otherwise than its result prints{remark}")


def _where(found: str, wanted: str) -> str:
    """The words around the first place at which two texts part."""
    place = next(
        (i for i, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b),
        min(len(found), len(wanted)),
    )
    start = max(place - 20, 0)
    return f"“{found[start : place + 30]}” instead of “{wanted[start : place + 30]}”"


def _evaluated_again(opened: _Opened, rulebook: Rulebook, path: Path) -> Result:
    result = opened.result
    asked: Any = result.asked_date
    try:
        now = assess(
            opened.case,
            rulebook,
            on=PartialDate.parse(asked) if asked else None,
            default_date=PartialDate.parse(result.decision_date),
            jurisdictions=result.jurisdictions,
            language=_language(result.language),
            policy=result.policy or "default",
        )
    except ValueError:
        raise _no_report(path, "its result holds no readable date") from None
    # As it would read out of a report: 15.00 points are written as 15.
    return Result.model_validate_json(now.model_dump_json())


def _language(name: str) -> Language:
    return "zh" if name == "zh" else "tr" if name == "tr" else "en"


def _no_report(path: Path, reason: str) -> InputError:
    problem = Problem(
        f"this is no report that can be verified: {reason}",
        expected="a PDF written by cardecide with its case and result attached",
        file=str(path),
        code="not-a-report",
    )
    return InputError([problem])
