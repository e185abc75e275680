"""Drug names: generics, brands, Chinese, Turkish; letters and misspellings are refused."""

import pytest

from cardecide.case.drug_names import nearest_drug, resolve_drug
from cardecide.case.drugs import DRUG_CLASSES, all_drugs, drugs_counting_as, drugs_of_modality


@pytest.mark.parametrize(
    ("entered", "generic"),
    [
        ("Velcade", "bortezomib"),
        ("万珂", "bortezomib"),
        ("PS-341", "bortezomib"),
        ("卡非佐米", "carfilzomib"),
        ("karfilzomib", "carfilzomib"),
        ("枸橼酸伊沙佐米", "ixazomib"),
        ("REVLIMID", "lenalidomide"),
        ("REVLİMİD", "lenalidomide"),
        ("来那度胺", "lenalidomide"),
        ("R", "lenalidomide"),
        ("r", "lenalidomide"),
        ("V", "bortezomib"),
        ("K", "carfilzomib"),
        ("Darzalex Faspro", "daratumumab"),
        ("达雷木单抗", "daratumumab"),
        ("Ide-Cel", "idecabtagene vicleucel"),
        ("ide cel", "idecabtagene vicleucel"),
        ("CT103A", "equecabtagene autoleucel"),
        ("卡卫荻", "ciltacabtagene autoleucel"),
        ("arlo-cel", "arlocabtagene autoleucel"),
        ("BMS-986354", "BMS-986354"),
        ("CTL019", "tisagenlecleucel"),
        ("deksametazon", "dexamethasone"),
        ("HDM", "melphalan"),
    ],
)
def test_one_name_one_drug(entered, generic):
    assert resolve_drug(entered) == (generic,)


@pytest.mark.parametrize(
    ("letter", "readings"),
    [
        ("I", {"ixazomib", "isatuximab"}),
        ("P", {"pomalidomide", "prednisone", "bortezomib"}),
        ("C", {"cyclophosphamide", "carfilzomib"}),
        ("B", {"bortezomib", "bendamustine", "belantamab mafodotin"}),
        ("D", {"daratumumab", "dexamethasone"}),
        ("d", {"daratumumab", "dexamethasone"}),
        ("T", {"thalidomide", "teclistamab", "talquetamab"}),
        ("E", {"elotuzumab", "etoposide"}),
        ("M", {"melphalan", "mezigdomide"}),
    ],
)
def test_a_letter_with_several_readings_is_never_resolved(letter, readings):
    assert set(resolve_drug(letter)) == readings


@pytest.mark.parametrize(
    ("entered", "offered"),
    [("isazomib", "ixazomib"), ("S", "selinexor"), ("X", "selinexor"), ("velcad", "bortezomib"), ("qqq", "")],
)
def test_an_unknown_word_is_offered_a_name_and_not_accepted(entered, offered):
    assert resolve_drug(entered) == ()
    assert nearest_drug(entered) == offered


def test_the_list_agrees_with_itself():
    for drug in all_drugs().values():
        assert drug.drug_class in DRUG_CLASSES
        assert drug.drug_class in drug.counts_as or drug.drug_class == "other", drug.name
        assert all(resolve_drug(name) for name in (drug.name, *drug.aliases, *drug.label.values()))
        assert not any(resolve_drug(word) for word in drug.suggest), drug.name


def test_talquetamab_is_not_bcma_therapy():
    assert "talquetamab" not in drugs_counting_as("anti-BCMA")
    assert {"teclistamab", "belantamab mafodotin", "GC012F"} <= drugs_counting_as("anti-BCMA")
    assert {"UCARTCS1", "MCARH109"} <= drugs_of_modality("car_t") - drugs_counting_as("anti-BCMA")


def test_celmods_are_not_counted_as_imids():
    assert drugs_counting_as("IMiD") == {"thalidomide", "lenalidomide", "pomalidomide"}
