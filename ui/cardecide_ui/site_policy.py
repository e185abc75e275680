"""The scoring policy of the site: which one the settings name, and which one is used."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cardecide.language.text import Language, in_language
from cardecide.reading.problem import InputError

if TYPE_CHECKING:
    from cardecide.engine import Rulebook

_KIND: Final = "scoring"


class SitePolicy:
    """``wanted`` is the name in the settings; empty: none was chosen. Safe to use from any thread.

    A name that the rules do not have, such as one of local rules that were withdrawn, is answered with the
    default policy; the window says so.
    """

    def __init__(self, rules: "Callable[[], Rulebook]") -> None:
        self._rules = rules
        self.wanted = ""

    def used(self, rulebook: "Rulebook") -> str:
        """The policy with which these rules are used."""
        from cardecide.assessment.assessing import DEFAULT_POLICY

        wanted = self.wanted
        return wanted if wanted in {one.id for one in rulebook.of_kind(_KIND)} else DEFAULT_POLICY

    def is_missed(self, used: str) -> bool:
        """Whether an answer was given under another policy than the settings name."""
        return self.wanted not in ("", used)

    def listed(self, language: Language) -> list[tuple[str, str]]:
        """The policies of the rules in force, by name, each with its title; the default one first.

        Empty where the rules cannot be read: whoever evaluates a case is told why.
        """
        from cardecide.assessment.assessing import DEFAULT_POLICY

        try:
            found = self._rules().of_kind(_KIND)
        except InputError:
            return []
        titles = [(one.id, in_language(one.title, language)) for one in found]
        return sorted(titles, key=lambda one: (one[0] != DEFAULT_POLICY, one[1]))

    def title(self, name: str, language: Language) -> str:
        """What a policy is called; its name where the rules do not have it."""
        return dict(self.listed(language)).get(name, name)
