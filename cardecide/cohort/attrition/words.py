"""What an attrition diagram says, in one language. A trial describes its population; a label permits."""

from collections.abc import Sequence
from dataclasses import dataclass

from cardecide.cohort.attrition.flow import Flow, Step
from cardecide.cohort.screening.screened import OWN_DATES
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import Language, in_language


@dataclass(frozen=True)
class FlowWords:
    """The texts of a diagram in ``language``."""

    language: Language

    def title(self, flow: Flow) -> str:
        """The trial or label."""
        return in_language(flow.pack.title, self.language)

    def under_title(self, flow: Flow) -> str:
        """The day and the rules."""
        if flow.date == OWN_DATES:
            return say(message("cohort.flow.own-dates", rules=flow.rules), self.language)
        return say(message("cohort.flow.as-of", date=flow.date, rules=flow.rules), self.language)

    @property
    def synthetic(self) -> str:
        """That these are no real patients."""
        return say(message("cohort.synthetic"), self.language)

    @property
    def open_stream(self) -> str:
        """What the column on the left holds."""
        return say(message("cohort.flow.open-stream"), self.language)

    def lost_stream(self, flow: Flow) -> str:
        """What the column on the right holds."""
        kind = "trial" if flow.pack.kind == "trial" else "label"
        return say(message(f"cohort.flow.lost-stream.{kind}"), self.language)

    def screened(self, flow: Flow) -> str:
        """Everybody with an answer."""
        return self._count("screened", flow.screened)

    def set_aside(self, flow: Flow) -> str:
        """Rows that could not be read."""
        return self._count("set-aside", flow.set_aside)

    def outside_time(self, flow: Flow) -> str:
        """Patients on whose day no version is in force, or none for certain."""
        return self._count("outside-time", flow.outside_time)

    def criterion(self, step: Step) -> str:
        """What the criterion asks; one that excludes says so."""
        text = in_language(step.criterion.text, self.language)
        if step.criterion.role == "exclude":
            return say(message("cohort.flow.excluded", criterion=text), self.language)
        return text

    def lost(self, step: Step) -> str:
        """Who is lost at the criterion, in order."""
        if step.lost and step.lost_of_open:
            return say(
                message("cohort.flow.lost-some-open", count=_n(step.lost), open=_n(step.lost_of_open)),
                self.language,
            )
        return self._count("lost", step.lost)

    def detail(self, step: Step) -> str:
        """Who fails the criterion whatever else, and who fails it alone."""
        if not step.alone:
            return ""
        parts = message("cohort.flow.alone", alone=_n(step.alone), only=_n(step.only))
        return say(parts, self.language)

    def stays(self, step: Step) -> str:
        """Who meets everything so far."""
        return self._count("stays", step.stays)

    def open(self, step: Step) -> str:
        """Who is not lost but has an answer missing so far."""
        return self._count("open", step.open)

    def nobody(self, count: int) -> str:
        """How many criteria lose nobody and leave nobody open."""
        return self._count("nobody", count)

    def checks(self, steps: Sequence[Step]) -> str:
        """The criteria that a person has to check."""
        texts = "; ".join(in_language(step.criterion.text, self.language) for step in steps)
        return say(message("cohort.flow.checks", criteria=texts), self.language)

    def end_stays(self, flow: Flow) -> str:
        """Who meets every criterion."""
        return self._count(f"end.stays.{_kind(flow)}", flow.stays)

    def end_by_hand(self, flow: Flow) -> str:
        """Who meets every computed criterion, while a check is left."""
        return self._count("end.by-hand", flow.by_hand)

    def end_open(self, flow: Flow) -> str:
        """Who has an answer missing."""
        return self._count("end.open", flow.open)

    def end_lost(self, flow: Flow) -> str:
        """Who fails a criterion."""
        return self._count(f"end.lost.{_kind(flow)}", flow.lost)

    def described(self, flow: Flow) -> str:
        """The whole diagram in sentences, for those who do not see it."""
        lines = [self.title(flow), self.under_title(flow), self.screened(flow)]
        lines += [f"{self.criterion(step)} {self.lost(step)}" for step in flow.steps if step.lost]
        lines += [self.end_stays(flow), self.end_by_hand(flow), self.end_open(flow), self.end_lost(flow)]
        return "\n".join(lines)

    def _count(self, name: str, count: int) -> str:
        return say(message(f"cohort.flow.{name}", count=_n(count)), self.language)


def _kind(flow: Flow) -> str:
    return "trial" if flow.pack.kind == "trial" else "label"


def _n(count: int) -> str:
    """A count with thin spaces between thousands, which no language takes for a decimal mark."""
    return f"{count:,}".replace(",", "\u202f")
