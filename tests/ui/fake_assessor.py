"""A stand-in for the assessment: an answer made by hand, whose few moving parts follow the case."""

from decimal import Decimal

from cardecide.assessment.result import (
    Band,
    Contribution,
    CriterionResult,
    FactResult,
    LabelResult,
    LabelStatus,
    Missing,
    Need,
    ProductResult,
    RankEntry,
    Result,
    RulesInfo,
    SafetyItem,
    SafetyResult,
    SafetyStatus,
    Score,
    Source,
    TrialResult,
)
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.language.text import Language

_SOURCE = Source(
    key="label", cite="US prescribing information, 2024-04-05", place="section 1", grade="public"
)


def assess(case: Case, default_date: PartialDate | None, language: Language) -> Result:
    """The answer: the weight appears in its facts, ``ecog`` is missing until it is known."""
    ecog = case.patient.ecog
    return Result(
        program="test",
        case_id=case.id,
        decision_date=str(case.decision_date or default_date),
        language=language,
        jurisdictions=list(case.jurisdictions),
        rules=RulesInfo(version="1", sha256="0" * 64),
        facts=_facts(case),
        products=[
            _product("eque-cel", "equecabtagene autoleucel", "on_label", "reasonable", 41, 78, "clear"),
            _product(
                "cilta-cel", "ciltacabtagene autoleucel", "undetermined", "with_caution", 30, 74, "caution"
            ),
            _product("ide-cel", "idecabtagene vicleucel", "off_label", "not_suitable_now", 5, 20, "hold"),
        ],
        ranking=[
            RankEntry(product="eque-cel", separated=False),
            RankEntry(product="cilta-cel", separated=True),
            RankEntry(product="ide-cel", separated=True),
        ],
        missing=_missing(ecog is None),
        questions=[
            Need(
                fact="prior_lines",
                question="Was treatment 2 planned from the start?",
                field="treatments[1].planned",
            )
        ],
        notes=["The label of cilta-cel was last verified on 2026-11-20."],
    )


def _facts(case: Case) -> dict[str, FactResult]:
    weight = str(case.patient.weight) if case.patient.weight else "not known"
    return {
        "weight": FactResult(label="Weight", value=weight, display=weight, origin="entered"),
        "age": FactResult(label="Age", value=58, display="58 years", origin="derived"),
        "prior_lines": FactResult(
            label="Prior lines", value=5, low=4, high=5, display="5 (4 to 5)", origin="derived"
        ),
        "triple_class_refractory": FactResult(
            label="Triple-class refractory", value="yes", display="yes", origin="derived"
        ),
        "extramedullary_disease": FactResult(
            label="Extramedullary disease", value="yes", display="yes", origin="derived"
        ),
        "emd_kind": FactResult(
            label="Kind", value="extraosseous", display="extraosseous (EM-E)", origin="derived"
        ),
        "emd_sites": FactResult(label="Sites", value=["liver"], display="liver", origin="derived"),
        "del_17p": FactResult(label="del(17p)", value="yes", display="yes", origin="derived"),
    }


def _missing(ecog_is_missing: bool) -> list[Missing]:
    asked = [
        Missing(
            fact="hbsag_positive",
            settles=["a", "b", "c"],
            question="What is the HBsAg result?",
            field="infection.hbsag",
        ),
        Missing(
            fact="refractory_drugs",
            settles=["us.cilta-cel"],
            question="Did the disease progress on lenalidomide, or within 60 days of the last dose of it?",
            field="treatments",
        ),
        Missing(
            fact="creatinine",
            settles=["karmma"],
            question="What is the creatinine?",
            field="labs[creatinine]",
        ),
    ]
    ecog = Missing(fact="ecog", settles=["x"], question="What is the ECOG?", field="patient.ecog")
    return [ecog, *asked] if ecog_is_missing else asked


def _criterion(name: str, text: str, verdict: str, needs: list[str] | None = None) -> CriterionResult:
    return CriterionResult.model_validate(
        {
            "id": name,
            "text": text,
            "role": "include",
            "verdict": verdict,
            "value": "5 (4 to 5)" if verdict == "met" else None,
            "needs": needs or [],
            "source": _SOURCE,
        }
    )


def _product(
    name: str, full_name: str, status: LabelStatus, band: Band, low: int, high: int, safety: SafetyStatus
) -> ProductResult:
    criteria = [
        _criterion("prior-lines", "At least one prior line of therapy", "met"),
        _criterion("ecog", "ECOG 0 or 1", "unknown", ["ecog"]),
        _criterion("clearance", "Creatinine clearance above 45 mL/min", "not_met"),
        _criterion("toxicity", "Recovered to grade 1 or baseline from earlier treatment", "by_hand"),
    ]
    labels = [
        LabelResult(
            pack=f"{jurisdiction}.{name}",
            title=f"{full_name}, label",
            jurisdiction=jurisdiction,
            version_from="2024-04-05",
            status=status if jurisdiction != "CN" else "not_approved",
            reason="Open: lenalidomide refractoriness.",
            criteria=criteria,
        )
        for jurisdiction in ("US", "EU", "CN", "TR")
    ]
    trial = TrialResult(
        pack=f"trial-{name}",
        title="KarMMa, phase 2",
        status="undetermined",
        reason="Fails exactly one.",
        met=9,
        not_met=1,
        unknown=7,
        by_hand=2,
        criteria=criteria,
    )
    items = {
        "hold": [
            SafetyItem(kind="hold", id="i", text="Active infection: do not infuse now.", pack="p"),
            SafetyItem(kind="caution", id="h", text="Hepatitis B can be reactivated.", pack="p"),
        ],
        "caution": [SafetyItem(kind="caution", id="n", text="Parkinsonism was reported after it.", pack="p")],
    }
    return ProductResult(
        id=name,
        name=full_name,
        labels=labels,
        trials=[trial],
        safety=SafetyResult(status=safety, items=items.get(safety, [])),
        score=Score(
            low=Decimal(low),
            high=Decimal(high),
            band=band,
            reason="Three open answers keep the interval wide.",
            policy="standard",
            contributions=[Contribution(id="a", text="On label", low=Decimal(10), high=Decimal(30))],
        ),
        summary="On label for five prior lines; response is lower with extraosseous disease.",
    )
