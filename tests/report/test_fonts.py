"""Every glyph comes from a font inside the file; what no font covers is said."""

import io
from typing import Any

import pypdf
import pytest

from cardecide.language.messages import all_messages
from cardecide.language.text import LANGUAGES, Language
from cardecide.locations import bundled
from cardecide.report.chips import LOOKS, VERDICT_SYMBOLS
from cardecide.report.fonts import BOLD, CHINESE, CHINESE_BOLD, REGULAR, coverage, split_runs
from tests.report.reading_pdf import sample_report


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_font_is_left_outside_the_file(language: Language) -> None:
    reader: Any = pypdf.PdfReader(io.BytesIO(sample_report(language)))
    names = set()
    for number in range(1, max(reader.xref[0]) + 1):
        found = reader.get_object(number)
        if isinstance(found, dict) and found.get("/Type") == "/Font":
            names.add(found["/BaseFont"])
            assert "/FontFile2" in found["/FontDescriptor"].get_object()
    assert any("DejaVu" in name for name in names)
    assert any("MicroHei" in name for name in names) == (language == "zh")
    assert any("NotoSansCJKsc-Bold" in name for name in names) == (language == "zh")


def test_text_is_split_by_what_each_face_covers() -> None:
    assert [(run.font, run.text) for run in split_runs("eque-cel 伊基奥仑赛 µg ≥ ğ")] == [
        (REGULAR, "eque-cel "),
        (CHINESE, "伊基奥仑赛 "),
        (REGULAR, "µg ≥ ğ"),
    ]
    assert [run.font for run in split_runs("on label 是", bold=True)] == [BOLD, CHINESE_BOLD]


def test_a_rare_character_is_printed_though_the_bold_face_lacks_it() -> None:
    assert ord("龘") not in coverage()[CHINESE_BOLD]
    assert [(run.font, run.text) for run in split_runs("王龘", bold=True)] == [
        (CHINESE_BOLD, "王"),
        (CHINESE, "龘"),
    ]


def test_an_uncovered_character_is_named() -> None:
    assert [(run.font, run.text) for run in split_runs("中\u0939文")] == [
        (CHINESE, "中"),
        (REGULAR, "[U+0939]"),
        (CHINESE, "文"),
    ]


def test_an_empty_text_has_no_runs() -> None:
    assert list(split_runs("")) == []


def test_every_sentence_and_symbol_of_the_program_is_covered() -> None:
    covered = coverage()[REGULAR] | coverage()[CHINESE]
    bold = coverage()[BOLD] | coverage()[REGULAR] | coverage()[CHINESE_BOLD]
    sentences = [sentence for message in all_messages().values() for sentence in message.values()]
    symbols = [look.symbol for look in LOOKS.values()] + list(VERDICT_SYMBOLS.values())
    for text in sentences + symbols:
        assert not [character for character in text if ord(character) not in covered and character != "\n"]
        assert not [character for character in text if ord(character) not in bold and character != "\n"]


def test_each_font_file_has_its_license_beside_it() -> None:
    folder = bundled("resources") / "fonts"
    licenses = {
        "DejaVu": (folder / "LICENSE-DejaVu.txt").read_text(encoding="utf-8"),
        "Noto": (folder / "LICENSE-Noto-Sans-CJK.txt").read_text(encoding="utf-8"),
        "wqy": (folder / "LICENSE-WenQuanYi-Micro-Hei.txt").read_text(encoding="utf-8"),
    }
    fonts = [file for file in folder.iterdir() if file.suffix in (".ttf", ".ttc")]
    assert fonts
    for file in fonts:
        assert any(file.name.startswith(family) for family in licenses)
    assert "Bitstream Vera" in licenses["DejaVu"]
    assert "Apache License" in licenses["wqy"]
    assert "SIL OPEN FONT LICENSE" in licenses["Noto"]
