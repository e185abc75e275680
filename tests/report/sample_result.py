"""A realistic result, written by hand in three languages: the published patient on 2023-07-31.

The report is tested against it alone, so that a fault of the rules cannot hide a fault of the paper.
"""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import yaml

from cardecide.assessment.result import (
    Contribution,
    CriterionResult,
    EvidenceRow,
    FactResult,
    LabelResult,
    Missing,
    Need,
    ProductResult,
    RankEntry,
    Result,
    RulesInfo,
    SafetyItem,
    SafetyResult,
    Score,
    Source,
    TrialResult,
)
from cardecide.case.model import Case
from cardecide.language.text import Language

TEXTS: dict[str, dict[Language, str]] = yaml.safe_load(
    (Path(__file__).parent / "sample_texts.yaml").read_text(encoding="utf-8")
)

CLEARANCE = "creatinine_clearance_cockcroft_gault"
UNTIL = "2024-04-05"
SHA256 = "4f1c0d7be2a95b3c8d6e7f90a1b2c3d4e5f60718293a4b5c6d7e8f9012345678"

Verdict = Literal["met", "not_met", "unknown", "by_hand"]


@dataclass(frozen=True)
class Sample:
    """Builds the parts of the sample in one language."""

    language: Language

    def say(self, name: str) -> str:
        """The sample's text of that name in the chosen language."""
        return TEXTS[name][self.language]

    def criterion(
        self,
        name: str,
        verdict: Verdict,
        source: Source | None,
        *,
        role: Any = "include",
        value: str | None = None,
        needs: tuple[str, ...] = (),
        why: str | None = None,
    ) -> CriterionResult:
        """One criterion; ``value`` is the name of a text, or a text as it stands."""
        shown = self.say(value) if value in TEXTS else value
        return CriterionResult(
            id=name,
            text=self.say(name),
            role=role,
            verdict=verdict,
            value=shown,
            as_of="2023-07" if shown else None,
            needs=list(needs),
            encoded="by_hand" if verdict == "by_hand" else "full",
            why=why,
            source=source,
        )


def source(key: str, cite: str, grade: str = "public", **more: str) -> Source:
    """A source, read on one day for all."""
    return Source(key=key, cite=cite, grade=grade, checked="2026-11-20", **more)


NMPA = source(
    "nmpa", "NMPA approval of equecabtagene autoleucel (FUCASO), 2023-06-30", link="https://www.nmpa.gov.cn/"
)
FDA_IDE = source("fda-2021", "FDA approval of ABECMA, 2021-03-26", place="Indications")
FDA_CILTA = source("fda-2022", "FDA approval of CARVYKTI, 2022-02-28", place="Indications")
BOX = source("uspi-box", "US prescribing information of CARVYKTI, boxed warning", place="section 5.1")
KARMMA = source(
    "munshi-2021",
    "Munshi NC, et al. N Engl J Med 2021;384:705-716",
    "recall-high",
    link="10.1056/NEJMoa2024850",
)
CARTITUDE = source(
    "berdeja-2021",
    "Berdeja JG, et al. Lancet 2021;398:314-324",
    "recall-high",
    link="10.1016/S0140-6736(21)00933-8",
)
FUMANBA = source("fumanba", "ClinicalTrials.gov NCT05066646 (FUMANBA-1)", link="NCT05066646")
SEED = source("seed-004", "Expert opinion on the choice between CAR-T products, 2024", "seed")


def sample_case() -> Case:
    """The patient's entries that the report prints."""
    drugs = {
        "Dara-VRd": ["daratumumab", "bortezomib", "lenalidomide", "dexamethasone"],
        "Dara-Vd": ["daratumumab", "bortezomib", "dexamethasone"],
        "Dara-Id": ["daratumumab", "ixazomib", "dexamethasone"],
        "Id": ["ixazomib", "dexamethasone"],
        "Vd": ["bortezomib", "dexamethasone"],
        "Dara-Pd": ["daratumumab", "pomalidomide", "dexamethasone"],
        "Dara-SKd": ["daratumumab", "carfilzomib", "dexamethasone"],
    }
    known: dict[str, dict[str, Any]] = {
        "Dara-VRd": {
            "phase": "induction",
            "start": "2019-12",
            "stop": "2020-06",
            "stop_reasons": {"lenalidomide": "stem_cell_protection"},
        },
        "Dara-Vd": {"start": "2020-06", "stop": "2020-07", "reason_stopped": "supply"},
        "Dara-Pd": {"stop": "2023-04", "progression": "2023-04", "reason_stopped": "progression"},
        "Dara-SKd": {
            "phase": "relapse",
            "start": "2023-04",
            "stop": "2023-07",
            "cycles": 4,
            "best_response": "PR",
            "progression": "2023-07",
            "reason_stopped": "progression",
            "note": "The paper names an S and lists no such drug.",
        },
    }
    return Case.model_validate(
        {
            "id": "ZHOU-2025-01",
            "decision_date": "2023-07-31",
            "jurisdictions": ["CN", "US", "TR"],
            "treatments": [
                {"regimen": name, "drugs": given, **known.get(name, {})} for name, given in drugs.items()
            ],
            "overrides": [
                {
                    "fact": "prior_bcma_therapy",
                    "value": "no",
                    "reason": "Confirmed with the referring hospital by telephone.",
                    "by": "Dr. Çağlar Öğüş",
                    "date": "2023-07-28",
                }
            ],
        }
    )


def sample_result(language: Language = "en") -> Result:
    """The whole result in one language."""
    sample = Sample(language)
    return Result(
        program="cardecide 0.1.0",
        case_id="ZHOU-2025-01",
        decision_date="2023-07-31",
        language=language,
        jurisdictions=["CN", "US", "TR"],
        rules=RulesInfo(
            version="2026.11",
            sha256=SHA256,
            grades={"public": 21, "seed": 6, "recall-high": 14, "recall-medium": 3},
            packs={"cn.eque-cel": "1d2c3b4a5f60", "us.cilta-cel": "9a8b7c6d5e4f", "karmma": "00ff11ee22dd"},
        ),
        facts=_facts(sample),
        products=[_eque_cel(sample), _ide_cel(sample), _cilta_cel(sample), _zevor_cel(sample)],
        ranking=[
            RankEntry(product="eque-cel", separated=False),
            RankEntry(product="cilta-cel", separated=False),
            RankEntry(product="ide-cel", separated=True),
        ],
        missing=_missing(sample),
        questions=[Need(fact="prior_lines", question=sample.say("q-lines"), field="treatments[2].planned")],
        planner=[{"if": sample.say("plan-cilta"), "opens": ["cn.zevor-cel"], "closes": ["us.cilta-cel"]}],
        set_aside=["labs[3]: ferritin, 2023-08-14"],
        notes=[sample.say("note-emd")],
    )


def _facts(sample: Sample) -> dict[str, FactResult]:
    unknown = sample.say("unknown")
    rows: list[tuple[str, str, dict[str, Any]]] = [
        ("age", "v-age", {"low": 57, "high": 58}),
        ("sex", "v-male", {"origin": "entered"}),
        (
            "prior_lines",
            "5 (4–5)",
            {
                "value": 5,
                "low": 4,
                "high": 5,
                "basis": [sample.say("basis-lines")],
                "questions": [Need(fact="prior_lines", question=sample.say("q-lines"))],
                "flags": ["NON_PD_SWITCH"],
                "as_of": "2023-07",
            },
        ),
        (
            "refractory_classes",
            "v-refractory",
            {"basis": [sample.say("basis-refractory")], "as_of": "2023-07"},
        ),
        ("triple_class_refractory", "v-yes", {"value": "yes", "as_of": "2023-07"}),
        ("lenalidomide_refractory", unknown, {"basis": [sample.say("basis-len")]}),
        ("penta_refractory", unknown, {"claim": sample.say("v-yes")}),
        ("emd_kind", "v-emd", {"as_of": "2023-07", "value": "extraosseous"}),
        ("emd_sites", "v-liver", {"as_of": "2023-07"}),
        ("cytogenetic_abnormalities", "del(13q), del(17p)", {"as_of": "2019-12", "origin": "entered"}),
        ("high_risk_cytogenetics_imwg2016", "v-yes", {"value": "yes", "as_of": "2019-12"}),
        ("r_iss", "II", {"origin": "entered", "as_of": "2019-12"}),
        ("prior_bcma_therapy", "v-no", {"value": "no", "origin": "overridden"}),
        ("bone_marrow_plasma_cells", "1.5 %", {"value": 1.5, "origin": "entered", "as_of": "2023-07"}),
        ("ecog", unknown, {"origin": "missing"}),
        ("creatinine_clearance_cockcroft_gault", unknown, {"origin": "missing"}),
        ("neuro_history", unknown, {"origin": "missing"}),
        ("active_infection", unknown, {"origin": "missing"}),
        ("hepatitis_b_screen_complete", unknown, {"origin": "missing"}),
        ("lvef", unknown, {"origin": "missing"}),
        ("serum_m_protein", unknown, {"origin": "missing"}),
    ]
    facts = {}
    for name, value, more in rows:
        shown = sample.say(value) if value in TEXTS else value
        facts[name] = FactResult(
            label=sample.say(f"f-{name}"), display=shown, **{"origin": "derived", **more}
        )
    return facts


def _label_criteria(sample: Sample, cited: Source, lines: str) -> list[CriterionResult]:
    exposure = "exposure-2" if lines == "lines-3" else "exposure-3"
    hold_needs = ("active_infection",)
    return [
        sample.criterion("adult", "met", cited, value="v-age"),
        sample.criterion(lines, "met", cited, value="5 (4–5)"),
        sample.criterion(exposure, "met", cited, value="v-refractory"),
        sample.criterion("progressed", "met", cited, value="v-yes"),
        sample.criterion("infection", "unknown", BOX, role="hold", needs=hold_needs),
        sample.criterion("neuro", "unknown", BOX, role="caution", needs=("neuro_history",)),
        sample.criterion("pregnancy", "by_hand", BOX, role="caution"),
    ]


def _label(
    sample: Sample, pack: str, title: str, cited: Source, since: str, lines: str, **more: Any
) -> LabelResult:
    return LabelResult(
        pack=pack,
        title=title,
        jurisdiction=pack[:2].upper(),
        version_from=since,
        verified_through="2026-11-20",
        status="on_label",
        reason=sample.say("on-label"),
        criteria=_label_criteria(sample, cited, lines),
        **more,
    )


def _not_approved(sample: Sample, pack: str, title: str, reason: str) -> LabelResult:
    return LabelResult(
        pack=pack,
        title=title,
        jurisdiction=pack[:2].upper(),
        status="not_approved",
        reason=sample.say(reason),
    )


def _trial(sample: Sample, pack: str, title: str, cited: Source, failing: tuple[str, ...]) -> TrialResult:
    criteria = [
        sample.criterion("age-18-70", "met", cited, value="v-age"),
        sample.criterion("lines-3", "met", cited, value="5 (4–5)"),
        sample.criterion("progressed", "met", cited, value="v-yes"),
        sample.criterion("ecog-01", "unknown", cited, needs=("ecog",)),
        sample.criterion(
            "crcl-45", "unknown", cited, role="exclude", needs=("creatinine_clearance_cockcroft_gault",)
        ),
        sample.criterion("lvef-45", "unknown", cited, needs=("lvef",), why=sample.say("why-lvef")),
        sample.criterion("cns", "unknown", cited, role="exclude", needs=("neuro_history",)),
        sample.criterion("toxicity", "by_hand", cited),
    ]
    criteria += [sample.criterion(name, "not_met", cited, value="1.5 %") for name in failing]
    if not failing:
        criteria.append(sample.criterion("measurable", "unknown", cited, needs=("serum_m_protein",)))
    verdicts = [one.verdict for one in criteria]
    return TrialResult(
        pack=pack,
        title=title,
        registry=cited.link if cited.link and cited.link.startswith("NCT") else None,
        status="outside" if failing else "undetermined",
        reason=sample.say("trial-outside" if failing else "trial-open"),
        met=verdicts.count("met"),
        not_met=verdicts.count("not_met"),
        unknown=verdicts.count("unknown"),
        by_hand=verdicts.count("by_hand"),
        fails_exactly_one=len(failing) == 1,
        criteria=criteria,
    )


def _safety(sample: Sample, pack: str, *, hold: bool = False) -> SafetyResult:
    def item(kind: Any, name: str, cited: Source, *, needs: tuple[str, ...] = ()) -> SafetyItem:
        action = sample.say(f"{name}-do") if f"{name}-do" in TEXTS else None
        return SafetyItem(
            kind=kind,
            id=name,
            text=sample.say(name),
            action=action,
            source=cited,
            pack=pack,
            needs=list(needs),
        )

    items = [item("hold", "s-infection", BOX)] if hold else []
    items += [
        item("open", "s-hbv", SEED, needs=("hepatitis_b_screen_complete",)),
        item("open", "s-neuro", BOX, needs=("neuro_history",)),
        item("caution", "s-emd", SEED),
        item("caution", "s-17p", SEED),
    ]
    return SafetyResult(status="hold" if hold else "undetermined", items=items)


def _score(sample: Sample, low: int, high: int, band: Any) -> Score:
    parts: list[tuple[str, Decimal | int, Decimal | int, int, Source | None]] = [
        ("c-label", 20, 20, 30, None),
        ("c-trial", 0, Decimal("12.5"), 25, KARMMA),
        ("c-safety", 0, 15, 25, BOX),
        ("c-evidence", low - 20, high - 20 - 15 - Decimal("12.5"), 20, SEED),
    ]
    contributions = [
        Contribution(
            id=name,
            text=sample.say(name),
            low=Decimal(least),
            high=Decimal(best),
            most=Decimal(most),
            why=sample.say("c-why"),
            source=cited,
        )
        for name, least, best, most, cited in parts
    ]
    return Score(
        low=Decimal(low),
        high=Decimal(high),
        band=band,
        reason=sample.say("band-reason"),
        policy="board-2026",
        contributions=contributions,
    )


def _evidence(sample: Sample, cited: Source, n: int, **outcomes: str) -> EvidenceRow:
    return EvidenceRow(
        id="emd",
        text=sample.say("e-emd"),
        applies="yes",
        population=cited.cite,
        n=n,
        outcomes=outcomes,
        source=cited,
    )


def _eque_cel(sample: Sample) -> ProductResult:
    label = _label(
        sample, "cn.eque-cel", "FUCASO", NMPA, "2023-06-30", "lines-3", notes=[sample.say("note-insert")]
    )
    return ProductResult(
        id="eque-cel",
        name="eque-cel",
        labels=[label, _not_approved(sample, "us.eque-cel", "–", "never")],
        trials=[_trial(sample, "fumanba-1", "FUMANBA-1", FUMANBA, ())],
        safety=_safety(sample, "cn.eque-cel"),
        score=_score(sample, 31, 67, "cannot_say_yet"),
        evidence=[_evidence(sample, FUMANBA, 103, ORR="96 %", CR="74.3 %", PFS="78.8 % (12 mo)")],
    )


def _ide_cel(sample: Sample) -> ProductResult:
    label = _label(
        sample, "us.ide-cel", "ABECMA", FDA_IDE, "2021-03-26", "lines-4", version_until="2024-04-04"
    )
    return ProductResult(
        id="ide-cel",
        name="ide-cel",
        labels=[label],
        trials=[_trial(sample, "karmma", "KarMMa", KARMMA, ("marrow-10",))],
        safety=_safety(sample, "us.ide-cel", hold=True),
        score=_score(sample, 22, 51, "not_suitable_now"),
        evidence=[_evidence(sample, KARMMA, 128, ORR="73 %", CR="33 %", PFS="8.8 mo")],
    )


def _cilta_cel(sample: Sample) -> ProductResult:
    label = _label(
        sample, "us.cilta-cel", "CARVYKTI", FDA_CILTA, "2022-02-28", "lines-4", version_until="2024-04-05"
    )
    return ProductResult(
        id="cilta-cel",
        name="cilta-cel",
        labels=[_not_approved(sample, "cn.cilta-cel", "CARVYKTI", "first-2024-08"), label],
        trials=[_trial(sample, "cartitude-1", "CARTITUDE-1", CARTITUDE, ("marrow-10", "m-protein-10"))],
        safety=_safety(sample, "us.cilta-cel"),
        score=_score(sample, 28, 70, "with_caution"),
        evidence=[_evidence(sample, CARTITUDE, 97, ORR="97.9 %", CR="82.5 %", PFS="34.9 mo")],
    )


def _zevor_cel(sample: Sample) -> ProductResult:
    return ProductResult(
        id="zevor-cel",
        name="zevor-cel",
        labels=[_not_approved(sample, "cn.zevor-cel", "SAIKAIZE", "first-2024-02")],
        safety=SafetyResult(status="undetermined", items=[]),
        score=Score(low=Decimal(0), high=Decimal(0), band="not_suitable_now", reason="", policy="board-2026"),
    )


def _missing(sample: Sample) -> list[Missing]:
    every = ["us.ide-cel", "us.cilta-cel", "cn.eque-cel"]
    rows = [
        ("hepatitis_b_screen_complete", every, []),
        ("neuro_history", ["karmma", "cartitude-1"], ["us.cilta-cel"]),
        ("active_infection", every, []),
        ("ecog", [], ["fumanba-1", "karmma", "cartitude-1"]),
        ("creatinine_clearance_cockcroft_gault", [], ["karmma"]),
        ("lvef", [], ["karmma", "cartitude-1"]),
        ("serum_m_protein", [], ["fumanba-1"]),
        ("lenalidomide_refractory", [], []),
    ]
    return [
        Missing(fact=fact, settles=settles, helps=helps, question=sample.say(f"m-{fact}"), field=fact)
        for fact, settles, helps in rows
    ]
