"""Names of cases that may tell who the patient is; how hard a passphrase is to guess."""

import pytest

from cardecide.store.key import SHORTEST_PASSPHRASE
from cardecide.store.pseudonyms import pseudonym
from cardecide_ui.library.identity_signs import sign_of_identity
from cardecide_ui.library.passphrase_strength import strength_of


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Ayşe Yılmaz", "name"),
        ("YILMAZ Ayşe", "name"),
        ("Yılmaz, Ayşe", "name"),
        ("Mr smith", "name"),
        ("王小明", "name"),
        ("王小明-2", "name"),
        ("12345678901", "number"),
        ("MRN 884213", "number"),
        ("123-45-6789", "number"),
        ("11010519491231002X", "number"),
        ("AY 1957-03-12", "birth_date"),
        ("12.03.1957", "birth_date"),
        ("19570312", "birth_date"),
        ("ay@example.org", "contact"),
        ("+90 532 123 45 67", "contact"),
    ],
)
def test_what_may_tell_who_it_is(name: str, sign: str) -> None:
    assert sign_of_identity(name) == sign


@pytest.mark.parametrize(
    "name",
    [
        *("CASE-1", "zhou-2025", "neuro-us", "MM-2024-017", "Case A", "Patient 12", "R2-ISS III", "CAR-T 12"),
        *("病例一", "Quiet Harbor 417", "12345", "olgu 7", "Olgu Bir", "2024-07"),
    ],
)
def test_what_tells_nothing(name: str) -> None:
    assert sign_of_identity(name) is None


def test_no_pseudonym_of_our_own_is_warned_about() -> None:
    for seed in range(300):
        name = pseudonym(str(seed))
        assert sign_of_identity(name) is None, name
        assert sign_of_identity(name.replace("-", " ").title()) is None, name


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("", "short"),
        ("a" * (SHORTEST_PASSPHRASE - 1), "short"),
        ("a" * SHORTEST_PASSPHRASE, "weak"),
        ("abcdefghijklmnop", "weak"),
        ("password123456", "weak"),
        ("quokka berry", "weak"),
        ("quokka berry at noon", "fair"),
        ("quokka berry at noon by the lagoon", "good"),
    ],
)
def test_the_strength_of_a_passphrase(text: str, strength: str) -> None:
    assert strength_of(text, SHORTEST_PASSPHRASE) == strength
