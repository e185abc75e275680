"""The encoding of a table is found, said, and asked about where it cannot be told."""

import pytest

from cardecide.cohort.tables.encodings import decode
from cardecide.language.messages import say
from cardecide.reading.problem import InputError

TURKISH = "hasta;tanı;açıklama\nP1;çoklu miyelom;ağır zincir IgG, şişlik yok\nP2;İleri evre;öykü: böbrek\n"
CHINESE = "编号,性别,血红蛋白\n甲,男,98 g/L\n乙,女,未查\n丙,男,阴性\n"


@pytest.mark.parametrize(
    ("text", "codec", "found"),
    [
        (TURKISH, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8-sig"),
        (CHINESE, "utf-16", "utf-16"),
        (CHINESE, "gb18030", "gb18030"),
        (TURKISH, "cp1254", "cp1254"),
        ("a,b\n1,2\n", "ascii", "utf-8"),
    ],
)
def test_the_encoding_is_found_and_said(text: str, codec: str, found: str) -> None:
    decoded = decode(text.encode(codec), file="t.csv")
    assert decoded.text == text
    assert decoded.encoding == found
    assert found.split("-")[0].upper() in say(decoded.notes[0], "en")


def test_what_neither_encoding_explains_is_asked() -> None:
    with pytest.raises(InputError) as error:
        decode(b"name,x\n\xa1\xa2\x80\x80,1\n\xff\xfe\xfd\x81,2\n", file="t.csv")
    assert "--encoding" in error.value.problems[0].expected


def test_a_named_encoding_is_taken() -> None:
    assert decode(TURKISH.encode("cp1254"), file="t.csv", encoding="cp1254").text == TURKISH


def test_single_bad_bytes_in_a_utf_8_file_do_not_make_it_another_encoding() -> None:
    content = TURKISH.encode() + b"P3;m\xfc\xff;x\n"
    decoded = decode(content, file="t.csv")
    assert decoded.encoding == "utf-8"
    assert "\udcfc" in decoded.text


def test_text_saved_in_a_wrong_encoding_once_is_noticed() -> None:
    mangled = "müller,ağrı\nküçük,şiş\n".encode().decode("cp1252")
    notes = decode(mangled.encode(), file="t.csv").notes
    assert any("wrong encoding" in say(note, "en") for note in notes)


def test_a_picture_is_no_table() -> None:
    with pytest.raises(InputError, match="no text"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", file="t.csv")
