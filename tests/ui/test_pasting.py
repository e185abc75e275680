"""A pasted history: what is clear is read, what is not is left and shown."""

from typing import Any

import pytest

from cardecide.case.treatment import Treatment
from cardecide_ui.pasting.pasted import read_pasted
from cardecide_ui.pasting.preview import preview
from cardecide_ui.texts import Texts


def shown(text: str) -> dict[str, str]:
    (row,) = read_pasted(text)
    return {name: part for name, part in preview(row, Texts("en")).items() if part}


def unread(text: str) -> str:
    (row,) = read_pasted(text)
    return row.unread


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "1. VRd 12/2019 - 06/2020, 4 cycles, VGPR",
            {
                "regimen": "VRd",
                "drugs": "bortezomib, lenalidomide, dexamethasone",
                "start": "Dec 2019",
                "stop": "Jun 2020",
                "cycles": "4",
                "best_response": "VGPR",
            },
        ),
        (
            "Kd from 06/2022 until 04/2023, best response PR, stopped due to toxicity",
            {
                "regimen": "Kd",
                "drugs": "carfilzomib, dexamethasone",
                "start": "Jun 2022",
                "stop": "Apr 2023",
                "best_response": "PR",
                "reason_stopped": "Toxicity",
            },
        ),
        (
            "Selinexor + bortezomib + dexamethasone since Jan 2024",
            {"drugs": "Selinexor, bortezomib, dexamethasone", "start": "Jan 2024"},
        ),
        (
            "2021年3月至2021年9月 达雷妥尤单抗+泊马度胺+地塞米松,部分缓解",
            {
                "drugs": "达雷妥尤单抗, 泊马度胺, 地塞米松",
                "start": "Mar 2021",
                "stop": "Sep 2021",
                "best_response": "PR",
            },
        ),
        (
            "VRd 2019-2020, PD 10.05.2021",
            {
                "regimen": "VRd",
                "drugs": "bortezomib, lenalidomide, dexamethasone",
                "start": "2019",
                "stop": "2020",
                "progression": "10 May 2021",
            },
        ),
        (
            "Kd 2023-01 – sürüyor",
            {"regimen": "Kd", "drugs": "carfilzomib, dexamethasone", "start": "Jan 2023", "stop": "ongoing"},
        ),
    ],
)
def test_lines_of_letters(line: str, expected: dict[str, str]) -> None:
    assert shown(line) == expected
    assert not unread(line)


def test_day_and_month_are_not_guessed() -> None:
    assert "start" not in shown("3/4/2020 Kd")
    assert unread("3/4/2020 Kd") == "3/4/2020"


def test_progression_without_a_date_is_left() -> None:
    assert shown("Kd 2021, PD") == {
        "regimen": "Kd",
        "drugs": "carfilzomib, dexamethasone",
        "start": "2021",
    }
    assert unread("Kd 2021, PD") == "PD"


def test_two_responses_are_left() -> None:
    assert "best_response" not in shown("Kd 2021 PR, later VGPR")
    assert "VGPR" in unread("Kd 2021 PR, later VGPR")


def test_a_name_taken_apart_gives_no_drugs() -> None:
    assert shown("Dara-SKd 2023-04 – 2023-07") == {
        "regimen": "Dara-SKd",
        "start": "Apr 2023",
        "stop": "Jul 2023",
    }


def test_a_regimen_is_no_response() -> None:
    assert "best_response" not in shown("Dara-Pd 2021")
    assert unread("Dara-Pd 2021") == ""


def test_a_sentence_is_no_treatment() -> None:
    (row,) = read_pasted("The patient was then lost to follow-up.")
    assert not row.is_treatment
    assert not row.can_be_taken


def test_a_table_with_headings() -> None:
    rows = read_pasted("Regimen\tStart\tEnd\tResponse\tComment\nVRd\t12/2019\t6/2020\tVGPR\tneuropathy\n")
    assert [row.fields["regimen"] for row in rows] == ["VRd"]
    assert rows[0].unread == "neuropathy"
    assert rows[0].entry()["note"] == "neuropathy"


def test_headings_in_chinese_and_turkish() -> None:
    (zh,) = read_pasted("方案\t开始日期\t疗效\nKd\t2021年3月\t部分缓解")
    (tr,) = read_pasted("Tedavi\tBaşlangıç\tYanıt\nKd\t3/2021\tkısmi yanıt")
    assert zh.fields == tr.fields
    assert zh.fields["best_response"] == "PR"


def test_a_cell_that_does_not_fit_its_column_is_left() -> None:
    (row,) = read_pasted("Regimen\tStart\tResponse\nKd\t3/4/2020\tgood")
    assert row.unread == "3/4/2020; good"
    assert set(row.fields) == {"regimen", "drugs"}


def test_an_unknown_name_can_still_be_taken_as_it_is() -> None:
    (row,) = read_pasted("XYZ study drug 2021-01 – 2021-05")
    assert not row.is_treatment
    assert row.can_be_taken
    assert row.entry()["regimen"] == "XYZ study drug"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "\t\t\t",
        "((((((",
        "PD PD PD",
        "12/2019 - - 06/2020 , , ;",
        "VRd " * 300,
        "\x00\x01 Kd",
        "<b>Kd</b> 2021",
    ],
)
def test_anything_can_be_pasted(text: str) -> None:
    for row in read_pasted(text):
        if row.can_be_taken:
            entry: dict[str, Any] = row.entry()
            Treatment.model_validate(entry)


@pytest.mark.parametrize("name", ["Pd", "KPd", "DPd", "EPd", "IPd", "Dara-Pd", "IsaPd"])
@pytest.mark.parametrize("when", ["2020", "05/2020", "2020-05"])
def test_a_regimen_that_ends_in_pd_is_no_progression(name: str, when: str) -> None:
    (row,) = read_pasted(f"{name} {when}")
    assert row.fields["regimen"] == name
    assert "start" in row.fields
    assert "progression" not in row.fields


@pytest.mark.parametrize(
    ("line", "progression"),
    [
        ("VRd 2018, PD 2019", "2019"),
        ("VRd 2018; relapse 03/2019", "Mar 2019"),
        ("KPd 2020, PD 2021", "2021"),
        ("VRd 2018, 2019年3月进展", "Mar 2019"),
        ("VRd 2018, progresyon 2019", "2019"),
    ],
)
def test_progression_with_its_date(line: str, progression: str) -> None:
    assert shown(line)["progression"] == progression


def test_pd_alone_is_neither_a_regimen_nor_a_progression() -> None:
    (row,) = read_pasted("PD 2019")
    assert not row.is_treatment
    assert "progression" not in row.fields


@pytest.mark.parametrize("line", ["Mar-Jul 2014 VCD", "VCD Mar – Jul 2014", "VCD 03/2014 - 07/2014"])
def test_two_months_of_one_year_are_start_and_stop(line: str) -> None:
    assert (shown(line)["start"], shown(line)["stop"]) == ("Mar 2014", "Jul 2014")


def test_a_date_of_mixed_signs_is_no_day() -> None:
    assert "03/07" in unread("VCD 2014-03/07")
    assert shown("VCD 2014-03/07")["start"] == "2014"


@pytest.mark.parametrize(
    ("line", "drugs", "left"),
    [
        ("Maintenance lenalidomide 10 mg since Dec 2014", "lenalidomide", "10 mg"),
        ("Belantamab mafodotin 2.5 mg/kg q3w 2021", "Belantamab mafodotin", "2.5 mg/kg"),
        ("Revlimid 10mg 2015", "Revlimid", "10mg"),
        ("Dara SC mono", "Dara", ""),
        ("Cilta-cel infusion 2022-03-01", "Cilta-cel", ""),
        ("万珂+地塞米松", "万珂, 地塞米松", ""),
        ("2019年1月起 卡非佐米+地塞米松", "卡非佐米, 地塞米松", ""),
    ],
)
def test_how_a_drug_was_given_does_not_hide_it(line: str, drugs: str, left: str) -> None:
    assert shown(line)["drugs"] == drugs
    assert unread(line) == left


@pytest.mark.parametrize(
    "line",
    [
        "Induction with bortezomib, cyclophosphamide and dexamethasone (VCD), 4 cycles",
        "1. basamak: VCD 4 kür",
        "一线：硼替佐米+环磷酰胺+地塞米松（VCD）4疗程",
        "2nd line: VCD x 4",
    ],
)
def test_numbers_of_lines_and_names_in_brackets(line: str) -> None:
    (row,) = read_pasted(line)
    assert (row.fields["regimen"], row.fields["cycles"], row.unread) == ("VCD", 4, "")


def test_what_the_words_say_of_the_phase_is_kept() -> None:
    (row,) = read_pasted("Maintenance lenalidomide 10 mg since Dec 2014")
    assert row.fields["phase"] == "maintenance"


def test_transplants_and_radiotherapy_in_full_words() -> None:
    (transplant,) = read_pasted("High-dose melphalan and autologous stem cell transplantation 09/2014")
    (field,) = read_pasted("Radiotherapy T8 30 Gy")
    assert transplant.fields["drugs"] == ("melphalan",)
    assert transplant.is_treatment and transplant.unread == ""
    assert (field.fields["regimen"], field.unread) == ("Radiotherapy", "T8 30 Gy")
