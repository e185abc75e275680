"""The Tab key follows the reading order, whatever was made last: a new entry is reached where it stands."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QScrollArea, QWidget


def reading_order(root: QWidget) -> list[QWidget]:
    """The visible widgets below ``root`` that take the cursor by Tab, in the order of their layouts.

    A group of radio buttons is one stop: at the button that is chosen, else at the first.
    """
    return [widget for widget in _below(root) if _is_stop(widget)]


def next_stop(root: QWidget, current: QWidget | None, *, forward: bool) -> QWidget | None:
    """The stop after (or before) ``current``, going round at the ends; None where there is none.

    Where ``current`` is about to go, as a button that was answered does, it is the nearest stop of what it
    stood in: never the first of the page, into which whoever types on would type blindly.
    """
    stops = reading_order(root)
    if not stops:
        return None
    index = next((i for i, stop in enumerate(stops) if stop is current), None)
    if index is not None:
        return stops[(index + (1 if forward else -1)) % len(stops)]
    if current is not None and root.isAncestorOf(current):
        return _nearest(root, stops, current)
    return stops[0 if forward else -1]


def _nearest(root: QWidget, stops: list[QWidget], gone: QWidget) -> QWidget:
    """The stop that follows where ``gone`` stood in the closest thing around; else the head of that.

    Never the last one before it: at the end of an entry's head stands the button that removes it.
    """
    place = _place(root, gone)
    around = gone.parentWidget()
    while around is not None and around is not root:
        inside = [stop for stop in stops if around.isAncestorOf(stop)]
        if inside:
            return next((stop for stop in inside if _place(root, stop) >= place), inside[0])
        around = around.parentWidget()
    return stops[0]


def _place(root: QWidget, widget: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(root, QPoint(0, 0))
    return corner.y(), corner.x()


def show_in_scroll_areas(widget: QWidget) -> None:
    """Scroll so that ``widget`` is seen."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def _below(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield from _from(inner)
        return
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _from(widget)
        elif inner is not None:
            yield from _in_layout(inner)


def _from(widget: QWidget) -> Iterator[QWidget]:
    if widget.isHidden() or not widget.isEnabled():
        return
    yield widget
    yield from _below(widget)


def _is_stop(widget: QWidget) -> bool:
    if widget.focusProxy() is not None or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus.value:
        return False
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is None or not group.exclusive():
        return True
    return widget is (group.checkedButton() or group.buttons()[0])
