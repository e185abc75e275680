"""Extramedullary disease: kinds, sites, sizes, certainty, and what an empty entry leaves open."""

import itertools

import pytest

from cardecide.case.findings import Lesion
from cardecide.facts import extramedullary
from cardecide.facts.extramedullary import certainty_of, kinds_of, site_of
from cardecide.facts.value import Members, Options, Span, Truth


def options(*names):
    return Options(frozenset(names))


def test_vector_emd(vector):
    given = vector.given
    contact = {True: "yes", False: "no", None: "unknown"}[given.get("contig")]
    histology = "confirmed" if given["biopsy"] else "not_done"
    lesion = Lesion(site=given["site"], contiguous_with_bone=contact, histology=histology)
    names = {
        frozenset({"extraosseous"}): "EM-E",
        frozenset({"paraskeletal"}): "EM-B",
        frozenset({"cns"}): "CNS",
        frozenset({"extraosseous", "paraskeletal"}): "EMD-unclassified",
    }
    assert names[frozenset(str(kind) for kind in kinds_of(lesion))] == vector.expected["kind"]
    assert certainty_of(lesion) == {vector.expected["certainty"]}


def test_nothing_entered_leaves_everything_unknown(derive):
    sheet = derive(extramedullary, {})
    assert sheet["emd_kind"] == Options()
    assert sheet["extramedullary_disease"] is Truth.UNKNOWN
    assert sheet["emd_history"] is Truth.UNKNOWN
    assert sheet["emd_lesion_count"] == Span()
    assert sheet["largest_lesion_diameter"] == Span()
    assert sheet["emd_sites"] == Members()


def test_absent_on_imaging_is_none(derive):
    sheet = derive(
        extramedullary, {"extramedullary": {"status": "absent", "imaging": "PET-CT", "date": "2026-07-03"}}
    )
    assert sheet["emd_kind"] == options("none")
    assert sheet["emd_extraosseous"] is Truth.NO
    assert sheet["emd_paraskeletal"] is Truth.NO
    assert sheet["emd_lesion_count"] == Span.exactly(0)
    assert sheet["emd_sites"].includes("liver") is Truth.NO
    # Absent now is not absent ever.
    assert sheet["emd_history"] is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("history", "expected"), [("yes", Truth.YES), ("no", Truth.NO), ("unknown", Truth.UNKNOWN)]
)
def test_history_beside_absent_disease(derive, history, expected):
    sheet = derive(extramedullary, {"extramedullary": {"status": "absent", "history": history}})
    assert sheet["emd_history"] is expected


def test_present_without_a_lesion_is_one_of_two_kinds(derive):
    sheet = derive(extramedullary, {"extramedullary": {"status": "present"}})
    assert sheet["emd_kind"] == options("paraskeletal", "extraosseous")
    assert sheet["emd_extraosseous"] is Truth.UNKNOWN
    assert sheet["extramedullary_disease"] is Truth.YES
    assert sheet["emd_history"] is Truth.YES


def test_one_extraosseous_lesion_decides_the_kind(derive):
    lesions = [
        {"site": "rib", "kind": "paraskeletal", "size": "60x40 mm"},
        {"site": "liver", "size": "17x10 mm", "histology": "declined"},
    ]
    sheet = derive(extramedullary, {"extramedullary": {"status": "present", "lesions": lesions}})
    assert sheet["emd_kind"] == options("extraosseous")
    assert sheet["emd_extraosseous"] is Truth.YES
    assert sheet["emd_paraskeletal"] is Truth.YES
    assert sheet["emd_lesion_count"] == Span.exactly(2)
    assert sheet["largest_lesion_diameter"] == Span.exactly(60)
    assert sheet["emd_sites"] == Members(frozenset({"rib", "liver"}), closed=True)


@pytest.mark.parametrize("site", ["liver", "skin", "lymph_node", "Lymph nodes"])
def test_an_organ_far_from_bone_is_extraosseous(derive, site):
    sheet = derive(extramedullary, {"extramedullary": {"lesions": [{"site": site}]}})
    assert sheet["emd_kind"] == options("extraosseous")


@pytest.mark.parametrize("site", ["paraspinal", "pleura", "soft_tissue", "somewhere", None])
def test_a_site_that_may_touch_bone_stays_open_and_is_asked_about(derive, site):
    sheet = derive(extramedullary, {"extramedullary": {"lesions": [{"site": site}]}})
    assert sheet["emd_kind"] == options("paraskeletal", "extraosseous")
    assert sheet.questions("emd_kind") == ["emd-contiguous.0"]


def test_absent_status_with_a_lesion_listed_contradicts_itself(derive):
    sheet = derive(extramedullary, {"extramedullary": {"status": "absent", "lesions": [{"site": "liver"}]}})
    assert sheet["extramedullary_disease"] is Truth.UNKNOWN
    assert sheet["emd_kind"] == options("none", "extraosseous")
    assert "emd-status" in sheet.questions("extramedullary_disease")


def test_a_lesion_in_which_a_biopsy_found_no_myeloma_does_not_count(derive):
    sheet = derive(
        extramedullary, {"extramedullary": {"lesions": [{"site": "liver", "histology": "negative"}]}}
    )
    assert sheet["extramedullary_disease"] is Truth.UNKNOWN
    assert sheet["emd_kind"] == Options()


def test_one_biopsy_confirms(derive):
    lesions = [{"site": "liver", "histology": "declined"}, {"site": "skin", "histology": "confirmed"}]
    sheet = derive(extramedullary, {"extramedullary": {"lesions": lesions}})
    assert sheet["emd_certainty"] == options("confirmed")


def test_an_unmeasured_lesion_leaves_the_largest_diameter_open_above(derive):
    lesions = [{"site": "liver", "size": "17x10 mm"}, {"site": "skin"}]
    sheet = derive(extramedullary, {"extramedullary": {"lesions": lesions}})
    assert sheet["largest_lesion_diameter"] == Span(low=Span.exactly(17).low)
    assert sheet.questions("largest_lesion_diameter") == ["emd-size.1"]


@pytest.mark.parametrize("site", ["liver", "paraspinal", "csf", "spinal_cord", None])
def test_answering_what_a_lesion_leaves_open_only_narrows(site):
    before = Lesion(site=site)
    for contact, histology in itertools.product(("yes", "no"), ("confirmed", "declined", "not_done")):
        after = Lesion(site=site, contiguous_with_bone=contact, histology=histology)
        assert certainty_of(after) <= certainty_of(before)
        if site != "liver":  # "contiguous: yes" contradicts the liver, and the entry is believed
            assert kinds_of(after) <= kinds_of(before)


@pytest.mark.parametrize(
    ("contact", "kinds"),
    [
        ("unknown", {"cns", "extraosseous", "paraskeletal"}),
        ("no", {"cns", "extraosseous"}),
        ("yes", {"paraskeletal"}),
    ],
)
def test_a_lesion_at_the_spinal_cord(contact, kinds):
    lesion = Lesion(site="spinal_cord", contiguous_with_bone=contact)
    assert {str(kind) for kind in kinds_of(lesion)} == kinds


def test_a_single_open_lesion_leaves_both_kinds_unknown(derive):
    sheet = derive(extramedullary, {"extramedullary": {"lesions": [{"site": "paraspinal"}]}})
    assert sheet["emd_extraosseous"] is Truth.UNKNOWN
    assert sheet["emd_paraskeletal"] is Truth.UNKNOWN


def test_present_with_nothing_but_negative_biopsies_is_unknown(derive):
    lesion = {"site": "liver", "histology": "negative"}
    sheet = derive(extramedullary, {"extramedullary": {"status": "present", "lesions": [lesion]}})
    assert sheet["extramedullary_disease"] is Truth.UNKNOWN
    assert "emd-status" in sheet.questions("extramedullary_disease")


@pytest.mark.parametrize(
    "site", ["brain", "cerebellum", "Intracranial", "CSF", "脑", "小脑", "beyincik", "meninges"]
)
@pytest.mark.parametrize("kind", ["unknown", "extraosseous", "cns"])
def test_a_lesion_of_the_nervous_system_is_one_whatever_it_is_called(site, kind):
    assert kinds_of(Lesion(site=site, kind=kind)) == {"cns"}


def test_where_the_nervous_system_may_be_meant_it_stays_open():
    assert kinds_of(Lesion(site="dura")) == {"cns", "extraosseous", "paraskeletal"}
    assert kinds_of(Lesion(site="dural", contiguous_with_bone="yes")) == {"cns", "paraskeletal"}
    assert kinds_of(Lesion(site="brain", kind="paraskeletal")) == {"cns", "paraskeletal"}


@pytest.mark.parametrize("site", ["liver", "Liver", "肝", "karaciğer"])
def test_a_site_is_known_in_every_language(site):
    assert site_of(Lesion(site=site)) == "liver"


LIVER, BONE, OPEN = {"site": "liver"}, {"site": "rib", "kind": "paraskeletal"}, {"site": "paraspinal"}


@pytest.mark.parametrize(
    ("lesions", "kinds", "extraosseous", "paraskeletal"),
    [
        ([LIVER], {"extraosseous"}, Truth.YES, Truth.NO),
        ([BONE], {"paraskeletal"}, Truth.NO, Truth.YES),
        ([LIVER, BONE], {"extraosseous"}, Truth.YES, Truth.YES),
        ([BONE, OPEN], {"extraosseous", "paraskeletal"}, Truth.UNKNOWN, Truth.YES),
        ([LIVER, OPEN], {"extraosseous"}, Truth.YES, Truth.UNKNOWN),
        ([{"site": "csf"}], {"extraosseous"}, Truth.YES, Truth.NO),
        # In the cord without contact to bone: of the nervous system or not, outside of bone in any case.
        (
            [{"site": "spinal_cord", "contiguous_with_bone": "no"}],
            {"extraosseous"},
            Truth.YES,
            Truth.NO,
        ),
        ([], {"extraosseous", "paraskeletal"}, Truth.UNKNOWN, Truth.UNKNOWN),
    ],
)
def test_the_kind_of_several_lesions(derive, lesions, kinds, extraosseous, paraskeletal):
    sheet = derive(extramedullary, {"extramedullary": {"status": "present", "lesions": lesions}})
    assert sheet["emd_kind"] == options(*kinds)
    assert (sheet["emd_extraosseous"], sheet["emd_paraskeletal"]) == (extraosseous, paraskeletal)


@pytest.mark.parametrize(
    ("histologies", "certainty"),
    [
        (("declined", "declined"), {"probable"}),
        (("confirmed", "declined"), {"confirmed"}),
        (("unknown", "declined"), {"confirmed", "probable"}),
    ],
)
def test_the_certainty_of_several_lesions(derive, histologies, certainty):
    lesions = [{"site": "liver", "histology": one} for one in histologies]
    sheet = derive(extramedullary, {"extramedullary": {"lesions": lesions}})
    assert sheet["emd_certainty"] == options(*certainty)


def test_without_lesions_the_number_and_size_follow_from_the_status(derive):
    absent = derive(extramedullary, {"extramedullary": {"status": "absent"}})
    assert absent["emd_lesion_count"] == absent["largest_lesion_diameter"] == Span.exactly(0)
    present = derive(extramedullary, {"extramedullary": {"status": "present"}})
    assert present["emd_lesion_count"] == Span(low=Span.exactly(1).low)
    assert present["largest_lesion_diameter"] == Span()


def test_what_is_said_and_asked_about_lesions(derive):
    lesions = [
        {"site": "liver", "size": "17x10 mm", "date": "2026-05-01"},
        {"site": "paraspinal"},
        {"contiguous_with_bone": "no"},
    ]
    sheet = derive(extramedullary, {"extramedullary": {"status": "present", "lesions": lesions}})
    fact = sheet.facts["largest_lesion_diameter"]
    parts = [dict(line.parts) for line in fact.basis]
    assert [(one["site"], str(one["size"]), str(one["date"])) for one in parts] == [
        ("@value:liver", "17x10 mm", "2026-05-01"),
        ("@value:paraspinal", "@words:size-unnamed", "@history:no-date"),
        ("@words:site-unnamed", "@words:size-unnamed", "@history:no-date"),
    ]
    asked = [(one.id, one.field, dict(one.text.parts)["number"]) for one in fact.questions]
    assert asked == [
        ("emd-size.1", "extramedullary.lesions[1].size", "2"),
        ("emd-size.2", "extramedullary.lesions[2].size", "3"),
    ]
    (contact,) = sheet.facts["emd_kind"].questions
    assert (contact.id, contact.field) == (
        "emd-contiguous.1",
        "extramedullary.lesions[1].contiguous_with_bone",
    )
    assert dict(contact.text.parts) == {"number": "2"}


@pytest.mark.parametrize(
    ("entered", "imaging", "day"),
    [
        ({"imaging": "PET-CT", "date": "2026-07-03"}, "PET-CT", "2026-07-03"),
        ({}, "@words:imaging-unnamed", "@history:no-date"),
    ],
)
def test_absence_is_said_with_its_imaging(derive, entered, imaging, day):
    sheet = derive(extramedullary, {"extramedullary": {"status": "absent", **entered}})
    (line,) = sheet.facts["extramedullary_disease"].basis
    parts = dict(line.parts)
    assert (str(parts["imaging"]), str(parts["date"])) == (imaging, day)
