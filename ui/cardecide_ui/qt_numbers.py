"""Values of Qt that the first page needs, as numbers: making all of Qt's names takes a tenth of the start.

They are given to Qt's own properties, ``widget.setProperty("textFormat", PLAIN_TEXT)``. What is made after
the first page uses the names.
"""

from typing import Final

PLAIN_TEXT: Final = 0
"""``Qt.TextFormat.PlainText``, for ``textFormat``."""

TEXT_UNDER_ICON: Final = 3
"""``Qt.ToolButtonStyle.ToolButtonTextUnderIcon``, for ``toolButtonStyle``."""

TAB_FOCUS: Final = 1
"""``Qt.FocusPolicy.TabFocus``, for ``focusPolicy``."""
