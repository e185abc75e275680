"""Without a display the program says so; it does not wait for somebody to see a window that nobody sees."""

import sys

import pytest

from cardecide.cli import main


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_no_display_is_said_with_what_to_do_instead(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    said = capsys.readouterr().err
    assert "no display" in said
    assert "cardecide evaluate CASE" in said
