"""The Tab key follows the reading order, whatever was made last: a new entry is reached where it stands."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLayout, QScrollArea, QWidget

from cardecide_ui.qt_numbers import TAB_FOCUS


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
    if current is not None and current is not root and _is_in_sight(root, current):
        stop = _beside(root, current, forward=forward)
        if stop is not None:
            return stop
    stops = reading_order(root)
    if not stops:
        return None
    index = next((i for i, stop in enumerate(stops) if stop is current), None)
    if index is not None:
        return stops[(index + (1 if forward else -1)) % len(stops)]
    if current is not None and root.isAncestorOf(current):
        return _nearest(root, stops, current)
    return stops[0 if forward else -1]


def _is_in_sight(root: QWidget, widget: QWidget) -> bool:
    inside = root.isAncestorOf(widget) and widget.isVisibleTo(root)
    return inside and widget.isEnabledTo(root) and _is_stop(widget)


def _beside(root: QWidget, current: QWidget, *, forward: bool) -> QWidget | None:
    """The stop right after or before one, found without walking the whole page; None at its end."""
    if forward:
        inside = next(filter(_is_stop, _below(current)), None)
        if inside is not None:
            return inside
    widget = current
    while widget is not root:
        around = widget.parentWidget()
        if around is not None and isinstance(around.parentWidget(), QScrollArea):
            around = around.parentWidget()  # what scrolls lies in a viewport
        if around is None:
            return None
        beside = list(_children(around))
        if widget not in beside:
            return None
        place = beside.index(widget)
        for one in beside[place + 1 :] if forward else reversed(beside[:place]):
            stops = filter(_is_stop, _from(one))
            stop = next(stops, None) if forward else next(reversed(list(stops)), None)
            if stop is not None:
                return stop
        if not forward and around is not root and _is_stop(around):
            return around
        widget = around
    return None


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
    for child in _children(widget):
        yield from _from(child)


def _children(widget: QWidget) -> Iterator[QWidget]:
    """What stands directly in a widget, in the order of its layout."""
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield inner
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
            yield widget
        elif inner is not None:
            yield from _in_layout(inner)


def _from(widget: QWidget) -> Iterator[QWidget]:
    if widget.isHidden() or not widget.isEnabled():
        return
    yield widget
    yield from _below(widget)


def _is_stop(widget: QWidget) -> bool:
    if not widget.focusPolicy().value & TAB_FOCUS or widget.focusProxy() is not None:
        return False
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is None or not group.exclusive():
        return True
    return widget is (group.checkedButton() or group.buttons()[0])
