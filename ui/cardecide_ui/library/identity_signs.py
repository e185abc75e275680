"""Whether the name of a case may tell who the patient is: a name, a number, a date of birth, an address.

It errs on the side of asking: a person can say that the name is none.
"""

import re
from typing import Final, Literal

from cardecide.store.pseudonyms import pseudonym_words

Sign = Literal["name", "number", "birth_date", "contact"]

_CONTACT: Final = re.compile(r"@|(?<!\d)\+\d[\d ()/-]{6,}")
_DATE: Final = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d([-./ ])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|[12]\d|3[01])[-./ ](?:19|20)\d\d)(?!\d)"
)
# Six digits in a row, or the groups of a social security number, are no count of cases.
_NUMBER: Final = re.compile(
    r"\d{6,}|(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)|(?<!\d)\d{3} \d{3} \d{4}(?!\d)|\d{17}[xX]"
)
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,6})?")
_NO_HAN_NAMES: Final = re.compile("病例|示例|患者|样本|测试|中心")
_WORD: Final = re.compile(r"[^\W\d_]+")
_TITLES: Final = frozenset({"mr", "mrs", "ms", "bay", "bayan", "hasta", "dr", "sayın", "先生", "女士"})
# Words that name a case and no one; a single capitalized word beside one of them is no name.
_NO_NAMES: Final = frozenset(
    {"case", "patient", "sample", "test", "demo", "example", "center", "site", "trial", "study", "board"}
    | {"olgu", "vaka", "örnek", "merkez", "deneme"}
)


def sign_of_identity(name: str) -> Sign | None:
    """What in the name of a case may tell who the patient is; None where nothing does.

    A name: two or more words that each begin with a capital letter, a title before a word, or two
    to four Chinese signs by themselves. A pseudonym of this program is none.
    """
    text = " ".join(name.split())
    if _CONTACT.search(text):
        return "contact"
    if _DATE.search(text):
        return "birth_date"
    if _NUMBER.search(text):
        return "number"
    return "name" if _looks_like_a_name(text) else None


def _looks_like_a_name(text: str) -> bool:
    if _HAN.fullmatch(re.sub(r"\d+$", "", text).strip(" -_")):
        return not _NO_HAN_NAMES.search(text)
    words = _WORD.findall(text)
    folded = [word.casefold() for word in words]
    if len(words) < 2 or set(folded) & _NO_NAMES or set(folded) <= pseudonym_words():
        return False
    if folded[0] in _TITLES:
        return True
    named = [word for word in words if word.istitle() and len(word) > 1]
    shouted = [word for word in words if word.isupper() and len(word) > 3]
    return len(named) + len(shouted) >= 2
