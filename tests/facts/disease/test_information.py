"""Every fact about the disease: what is entered narrows it, and its unit does not matter."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.case.units import convert
from cardecide.facts.catalogue import catalogue
from cardecide.facts.derive import derive
from cardecide.facts.value import Members, Options, Span, Truth
from cardecide.language.messages import say
from cardecide.language.text import LANGUAGES

ON = PartialDate.parse("2026-09-14")
TOPICS = {
    "cytogenetics",
    "staging",
    "extent",
    "measurable_disease",
    "organ_function",
    "tumor_burden",
    "scores",
}
NAMES = [
    *(name for name, definition in catalogue().items() if definition.topic in TOPICS),
    *("imwg_2014_risk", "msmart_3_risk", "double_hit", "genomic_high_risk_2025"),
    *("body_mass_index", "body_surface_area"),
]


def lab(test, value, unit="", date="2026-09-10", **more):
    return {"test": test, "value": value, "unit": unit, "date": date, **more}


LABS = [
    lab("hemoglobin", "8.9", "g/dL"),
    lab("platelets", 74, "10^9/L"),
    lab("absolute_neutrophil_count", "1.1", "10^9/L"),
    lab("white_cell_count", "3.9", "10^9/L"),
    lab("circulating_plasma_cells_percent", 6, "%"),
    lab("creatinine", "1.8", "mg/dL"),
    lab("calcium", "9.1", "mg/dL"),
    lab("alt", 90, "U/L", upper_limit=40),
    lab("bilirubin_total", "1.8", "mg/dL", upper_limit="1.2"),
    lab("ferritin", 900, "ug/L", upper_limit=400),
    lab("crp", 31, "mg/L"),
    lab("serum_m_protein", "2.1", "g/dL"),
    lab("serum_iga", "3.5", "g/dL"),
    lab("urine_m_protein", 210, "mg/24h"),
    lab("kappa_free_light_chain", 52, "mg/dL"),
    lab("lambda_free_light_chain", "0.4", "mg/dL"),
    lab("bone_marrow_plasma_cells", 85, "%"),
    lab("beta2_microglobulin", "5.6", "mg/L"),
    lab("albumin", "3.4", "g/dL"),
    lab("ldh", 300, "U/L", upper_limit=250),
]
AT_DIAGNOSIS = [
    lab("beta2_microglobulin", "3.6", "mg/L", "2021-05-12"),
    lab("albumin", "3.6", "g/dL", "2021-05-12"),
    lab("ldh", 180, "U/L", "2021-05-12", upper_limit=250),
    lab("creatinine", "0.9", "mg/dL", "2021-05-12"),
    lab("hemoglobin", 11, "g/dL", "2021-05-12"),
    lab("calcium", 9, "mg/dL", "2021-05-12"),
    lab("serum_m_protein", "3.5", "g/dL", "2021-05-12"),
]
GENES = [
    {"abnormality": name, "result": result, "date": "2021-05-12", **more}
    for name, result, more in (
        ("del(17p)", "present", {"clone": "55 %"}),
        ("t(4;14)", "absent", {}),
        ("t(14;16)", "absent", {}),
        ("t(14;20)", "absent", {}),
        ("gain(1q)", "present", {"copies": 3}),
        ("tp53_mutation", "absent", {}),
        ("del(1p32)", "present", {"alleles": "monoallelic"}),
    )
]
FIELDS = {
    "patient": {"sex": "female", "birth_date": "1957-03-02", "weight": "61 kg", "height": "158 cm"},
    "disease": {
        "heavy_chain": "IgA",
        "light_chain": "kappa",
        "non_secretory": "no",
        "iss_at_diagnosis": "II",
        "r_iss_at_diagnosis": "II",
        "durie_salmon_at_diagnosis": "IIA",
        "plasma_cell_leukemia": "yes",
        "plasma_cell_leukemia_history": "yes",
        "al_amyloidosis": "no",
        "poems": "no",
        "lytic_lesions": 2,
        "bcma_expression": {"result": "positive", "percent": "80 %"},
    },
    "extramedullary": {
        "status": "present",
        "history": "yes",
        "lesions": [
            {"site": "liver", "kind": "extraosseous", "size": "17x10 mm", "histology": "confirmed"},
            {"site": "paraspinal", "contiguous_with_bone": "yes", "size": "30x20 mm"},
        ],
    },
    "comorbidity": {"lvef": "58 %", "oxygen_saturation": "96 %", "supplemental_oxygen": "no"},
    "neurology": {"reviewed": "yes"},
}
DIAGNOSED = {"diagnosis_date": "2021-05-10"}
KEYS = [(section, key) for section, fields in FIELDS.items() for key in fields]
TESTS = sorted({entry["test"] for entry in LABS})
# The first diagnosis date and the two lists of values stay together: without its newest value a test would
# answer with the one at diagnosis, which is another time and not less information about the same one.
FULL = (frozenset(KEYS), frozenset(TESTS), frozenset(range(len(GENES))))


def case_with(keys, tests, genes):
    sections = {
        section: {key: value for key, value in fields.items() if (section, key) in keys}
        for section, fields in FIELDS.items()
    }
    sections["disease"].update(DIAGNOSED)
    labs = [entry for entry in (*LABS, *AT_DIAGNOSIS) if entry["test"] in tests]
    chosen = [entry for place, entry in enumerate(GENES) if place in genes]
    return Case.model_validate({"id": "T", **sections, "labs": labs, "cytogenetics": chosen})


def holds(outer, inner):
    """Whether everything that ``inner`` allows is also allowed by ``outer``."""
    match outer, inner:
        case Truth(), Truth():
            return outer in (Truth.UNKNOWN, inner)
        case Span(), Span():
            low = outer.low is None or (inner.low is not None and outer.low <= inner.low)
            high = outer.high is None or (inner.high is not None and inner.high <= outer.high)
            return low and high
        case Options(), Options():
            return outer.possible is None or (inner.possible is not None and inner.possible <= outer.possible)
        case Members(), Members():
            named = outer.present | outer.absent | inner.present | inner.absent
            return all(outer.includes(m) in (Truth.UNKNOWN, inner.includes(m)) for m in named)
    raise AssertionError(f"{outer} and {inner} are not of one kind")


def some(everything):
    return st.frozensets(st.sampled_from(sorted(everything)))


@settings(max_examples=60, deadline=None)
@given(some(KEYS), some(TESTS), some(range(len(GENES))), some(KEYS), some(TESTS), some(range(len(GENES))))
def test_what_is_entered_only_narrows(keys, tests, genes, more_keys, more_tests, more_genes):
    less = derive(case_with(keys, tests, genes), ON)
    more = derive(case_with(keys | more_keys, tests | more_tests, genes | more_genes), ON)
    for name in NAMES:
        assert holds(less[name].value, more[name].value), (name, less[name].value, more[name].value)


def test_the_complete_case_settles_what_it_can():
    sheet = derive(case_with(*FULL), ON)
    assert sheet["tumor_burden"].value == Options(frozenset({"high"}))
    assert sheet["genomic_high_risk_2025"].value is Truth.YES
    assert sheet["iss"].value == Options(frozenset({"II"}))
    assert sheet["iss_current"].value == Options(frozenset({"III"}))
    assert sheet["car_hematotox"].value == Span.exactly(6)
    assert sheet["mnt_pre_treatment_risk"].value is Truth.YES


OTHER_UNITS = {
    "g/dL": "g/L",
    "mg/dL": "mg/L",
    "mg/L": "ug/L",
    "10^9/L": "/uL",
    "ug/L": "ng/mL",
    "mg/24h": "g/24h",
}


def test_the_unit_of_a_value_does_not_change_any_fact():
    def converted(entry):
        unit = "umol/L" if entry["test"] == "creatinine" else OTHER_UNITS.get(entry["unit"], entry["unit"])
        numbers = {
            key: convert(Decimal(str(entry[key])), entry["unit"], unit, entry["test"])
            for key in ("value", "upper_limit")
            if key in entry
        }
        return {**entry, **numbers, "unit": unit}

    case = case_with(*FULL)
    fields = case.model_dump(mode="json", exclude_defaults=True)
    fields["labs"] = [converted(entry) for entry in (*LABS, *AT_DIAGNOSIS)]
    other = derive(Case.model_validate(fields), ON)
    for name, fact in derive(case, ON).items():
        assert other[name].value == fact.value, name


def test_every_basis_and_question_can_be_said_in_every_language():
    for case in (case_with(*FULL), Case(id="T"), case_with(frozenset(), frozenset(), frozenset())):
        for fact in derive(case, ON).values():
            for language in LANGUAGES:
                said = [say(line, language) for line in fact.basis]
                said += [say(question.text, language) for question in fact.questions]
                assert all(said)
                assert not any("@" in sentence for sentence in said)
