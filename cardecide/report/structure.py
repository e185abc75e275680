"""The structure of a tagged PDF: what is a heading, a paragraph, a table, and in which order it is read.

reportlab writes none. Each stretch of text is drawn as marked content with a number, and a tree of elements
beside the pages names these numbers in reading order (ISO 32000-1, 14.7 and 14.8).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject
from reportlab.pdfgen.canvas import Canvas

_HOLDS_TEXT: Final = frozenset({"TD", "TH"})
"""Elements whose text needs no paragraph of its own: thousands of them would double the file."""

_ATTRIBUTES: Final = {"TH": "/A<</O/Table/Scope/Column>>"}


class Marked(str):
    """Code of a page whose content is marked already; all other code paints what is not read."""

    __slots__ = ()


class _Written(PDFObject):
    """An object of the file whose text is known at the end."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.content = ""

    def format(self, document: Any) -> bytes:
        """The object as it is written."""
        return self.content.encode("ascii")


class _Element:
    """An element of the tree: its kind, what it belongs to, and its content on one page."""

    __slots__ = ("kids", "number", "object", "page", "parent", "tag")

    def __init__(self, tag: str, parent: "_Element | None") -> None:
        self.tag, self.parent = tag, parent
        self.page: int | None = None
        self.kids: list[_Element | str] = []
        self.number = 0
        self.object = _Written()


class Structure:
    """The elements of one document, gathered while its pages are drawn."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas: Any = canvas
        self._open = [_Element("Document", None)]
        self._all = [self._open[0]]
        self._owners: list[list[_Element]] = []
        self._paused = False

    @contextmanager
    def element(self, tag: str) -> Iterator[None]:
        """What is drawn meanwhile belongs to an element of this kind."""
        self._open.append(self._new(tag))
        try:
            yield
        finally:
            self._open.pop()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What is drawn meanwhile is no content: it is on every page."""
        before, self._paused = self._paused, True
        try:
            yield
        finally:
            self._paused = before

    def marked(self, code: str, tag: str) -> str:
        """The code of a text as content of the page, in its place in the order of reading."""
        if self._paused:
            return code
        page = self._canvas.getPageNumber() - 1
        while len(self._owners) <= page:
            self._owners.append([])
        owner = self._open[-1]
        if owner.tag not in _HOLDS_TEXT:
            owner = self._new(tag)
        number = len(self._owners[page])
        self._owners[page].append(owner)
        owner.kids.append(str(number))
        owner.page = page
        return Marked(f"/{owner.tag}<</MCID {number}>>BDC {code} EMC")

    def _new(self, tag: str) -> _Element:
        parent = self._open[-1]
        made = _Element(tag, parent)
        parent.kids.append(made)
        self._all.append(made)
        return made

    def write(self) -> None:
        """Enter the tree in the document, whose pages are all drawn."""
        document = self._canvas._doc
        pages = document.Pages.pages
        root = _Written()
        numbers = document.idToObjectNumberAndVersion

        def number(thing: Any) -> int:
            document.Reference(thing)
            found: int = numbers[thing.__InternalName__][0]
            return found

        on_pages = [number(page) for page in pages]
        top = number(root)
        for one in self._all:
            one.number = number(one.object)
        for one in self._all:
            above = one.parent.number if one.parent else top
            page = f"/Pg {on_pages[one.page]} 0 R" if one.page is not None else ""
            kids = " ".join([kid if isinstance(kid, str) else f"{kid.number} 0 R" for kid in one.kids])
            attributes = _ATTRIBUTES.get(one.tag, "")
            one.object.content = f"<</S/{one.tag}/P {above} 0 R{page}{attributes}/K[{kids}]>>"
        arrays = []
        for place, owners in enumerate(self._owners):
            owned = " ".join([f"{owner.number} 0 R" for owner in owners])
            arrays.append(f"{place}[{owned}]")
            # reportlab knows no such entry of a page.
            pages[place].__NoDefault__ = [*pages[place].__NoDefault__, "StructParents"]
            pages[place].StructParents = place
        root.content = (
            f"<</Type/StructTreeRoot/K {self._all[0].number} 0 R"
            f"/ParentTree<</Nums[{' '.join(arrays)}]>>/ParentTreeNextKey {len(arrays)}>>"
        )
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def structure_of(canvas: Canvas) -> Structure | None:
    """The structure that is gathered while the canvas draws; None where the document has none."""
    found: Structure | None = getattr(canvas, "structure", None)
    return found


def without_content(code: list[str]) -> list[str]:
    """The code of a page with all that is not marked as content marked as decoration."""
    done: list[str] = []
    inside = False
    for one in code:
        if isinstance(one, Marked) == inside:
            done.append("EMC" if inside else "/Artifact BMC")
            inside = not inside
        done.append(one)
    return [*done, "EMC"] if inside else done
