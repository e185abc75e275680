"""What must not be misread: the order of choices, a met indication, own values, suppositions, widths."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from cardecide.assessment.finding_results import CriterionResult
from cardecide.case.partial_date import PartialDate
from cardecide.language.text import LANGUAGES, Language
from cardecide.locations import bundled
from cardecide_ui.answer.answer_parts import common_cautions
from cardecide_ui.answer.chips import ShorteningButton
from cardecide_ui.answer.criterion_view import CriterionView, verdict_word
from cardecide_ui.answer.jump import field_label
from cardecide_ui.fields.date_text import dates_in_words, show_date
from cardecide_ui.fields.from_model import no_before_yes
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.main_window import MainWindow
from cardecide_ui.services import real_services
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.override_edit import with_override
from tests.ui.conftest import TODAY, FakeDialogs, WindowUnderTest

POSITIVE = {"yes", "present", "positive", "detected"}
NEGATIVE = {"no", "absent", "negative", "not_detected"}


@pytest.fixture
def zhou(qapp: QApplication, qtbot: QtBot) -> Iterator[WindowUnderTest]:
    dialogs = FakeDialogs()
    window = MainWindow(qapp, real_services(today=lambda: TODAY), dialogs=dialogs, delay=0)
    window.show()
    window.files.open_sample(bundled("resources") / "samples" / "zhou-2025.case.yaml")
    window.session.evaluation.run_now()
    yield WindowUnderTest(window, dialogs, qtbot)
    dialogs.about_changes = "discard"
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_no_stands_before_yes_in_every_choice_of_the_form(ui: WindowUnderTest) -> None:
    """A click by habit would else enter the opposite of what was found."""
    ui.window.page.form.complete()
    seen = 0
    for path, row in ui.window.page.form.context.rows.items():
        buttons = getattr(getattr(row, "editor", None), "buttons", {})
        if not isinstance(buttons, dict) or not all(
            isinstance(one, QRadioButton) for one in buttons.values()
        ):
            continue
        values = list(buttons)
        for yes in POSITIVE & set(values):
            [no] = NEGATIVE & set(values)
            assert values.index(no) < values.index(yes), path
            seen += 1
    assert seen > 20


def test_other_choices_keep_their_order() -> None:
    assert no_before_yes(("present", "absent", "not_tested")) == ("absent", "present", "not_tested")
    assert no_before_yes(("I", "II", "III")) == ("I", "II", "III")


def open_detail(ui: WindowUnderTest) -> None:
    card = next(iter(ui.answer.cards.values()))
    card.toggle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def test_a_met_indication_stands_apart_from_open_warnings_of_the_same_label(zhou: WindowUnderTest) -> None:
    open_detail(zhou)
    texts = zhou.window.texts
    said = [label.text() for label in zhou.answer.findChildren(PlainLabel)]
    asked, warned = (said.index(texts(f"detail.{name}")) for name in ("indication", "warnings"))
    infection = next(
        i for i, text in enumerate(said) if text.startswith("Active infection") and "waits" in text
    )
    adult = next(i for i, text in enumerate(said) if text.startswith("Adult (18"))
    assert asked < adult < warned < infection


def test_a_button_that_leads_to_a_field_bears_its_name_and_no_answer(zhou: WindowUnderTest) -> None:
    open_detail(zhou)
    names = {button.text().strip("→ ") for button in zhou.answer.findChildren(ShorteningButton)}
    assert field_label("infection.hbsag", zhou.window.texts) in names
    assert not any("positive" in name or "detected" in name for name in names)


def test_what_is_opened_is_never_wider_than_its_panel(zhou: WindowUnderTest) -> None:
    """Half a screen, as at 200 %: no verdict and no end of a line may be out of sight."""
    zhou.window.resize(960, 540)
    zhou.window.page.form.complete()
    for card in zhou.answer.cards.values():
        card.toggle()
        assert card._detail is not None
        for fold in card._detail.children():
            if hasattr(fold, "is_open") and not fold.is_open:
                fold.toggle()
    area = zhou.answer.scroll_area
    zhou.qtbot.waitUntil(lambda: not area.horizontalScrollBar().isVisible())
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    assert all(view.width() <= area.viewport().width() for view in zhou.answer.findChildren(CriterionView))


def test_an_own_value_is_marked_where_it_decides(zhou: WindowUnderTest) -> None:
    session, banner = zhou.session, zhou.window.page.banner
    assert "✎" not in banner.values["lines"].text()
    session.enter("overrides", with_override(zhou.case, "prior_lines", "4", "as the chart counts", "Dr. A"))
    zhou.wait_for_answer()
    assert banner.values["lines"].text() == "4 ✎ own value"


def test_a_supposition_is_named_above_whatever_is_scrolled(ui: WindowUnderTest) -> None:
    frame = ui.answer.supposed.parentWidget()
    assert not ui.answer.scroll_area.isAncestorOf(frame)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_date_fits_its_column(make_window, language: Language) -> None:  # type: ignore[no-untyped-def]
    ui = make_window(language)
    edit = ui.row("labs[hemoglobin].value").edits["date"]
    for month in range(1, 13):
        text = show_date(PartialDate(2026, month, 30 if month != 2 else 28), language)
        assert QFontMetrics(edit.font()).horizontalAdvance(text) + 14 <= edit.width(), text


def test_field_names_are_of_the_language() -> None:
    assert field_label("infection.hbsag", Texts("tr"))
    assert field_label("labs[crp].value", Texts("en")) == ""


@pytest.mark.parametrize(
    ("role", "verdict", "word"),
    [
        ("include", "met", "met"),
        ("include", "not_met", "not met"),
        ("exclude", "met", "does not apply"),
        ("exclude", "not_met", "applies"),
        ("hold", "met", "does not apply"),
        ("caution", "not_met", "applies"),
        ("exclude", "unknown", "unknown"),
        ("hold", "by_hand", "by hand"),
    ],
)
def test_what_excludes_is_never_called_met(role: str, verdict: str, word: str) -> None:
    """*Met: active infection* would read as if the patient had one."""
    criterion = CriterionResult(id="a", text="Active infection", role=role, verdict=verdict)  # type: ignore[arg-type]
    assert verdict_word(criterion, Texts("en")) == word


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "approved 23 Feb 2024, seen Jul 2023 (10.1200/JCO.2023-07-01, 3-12, NCT2023-07)"),
        ("zh", "approved 2024年2月23日, seen 2023年7月 (10.1200/JCO.2023-07-01, 3-12, NCT2023-07)"),
        ("tr", "approved 23 Şub 2024, seen Tem 2023 (10.1200/JCO.2023-07-01, 3-12, NCT2023-07)"),
    ],
)
def test_dates_in_sentences_are_written_as_everywhere(language: Language, said: str) -> None:
    text = "approved 2024-02-23, seen 2023-07 (10.1200/JCO.2023-07-01, 3-12, NCT2023-07)"
    assert dates_in_words(text, language) == said
    assert dates_in_words("until 2024-13-99.", language) == "until 2024-13-99."


def test_no_bare_date_stands_in_the_answer(zhou: WindowUnderTest) -> None:
    open_detail(zhou)
    card = next(iter(zhou.answer.cards.values()))
    said = [label.text() for label in card.findChildren(PlainLabel)]
    assert not [text for text in said if dates_in_words(text, "en") != text]


def test_a_caution_of_every_product_is_said_once(zhou: WindowUnderTest) -> None:
    neuro = bundled("resources") / "samples" / "neuro-us.case.yaml"
    zhou.window.files.open_sample(neuro)
    zhou.session.evaluation.run_now()
    products = zhou.session.evaluation.result.products
    common = common_cautions(products)
    assert common, "the sample has one"
    for text in common:
        assert all(text in [item.text for item in one.safety.items] for one in products)
        above = [
            label
            for label in zhou.answer.findChildren(PlainLabel)
            if text in label.text() and label.isVisible()
        ]
        assert len(above) == 1
    assert common_cautions(products[:1]) == ()


def test_a_place_that_is_not_certain_bears_a_sign(zhou: WindowUnderTest) -> None:
    result, texts = zhou.session.evaluation.result, zhou.window.texts
    uncertain = [one for one in result.ranking[:-1] if not one.separated]
    assert uncertain, "the sample has overlapping intervals"
    card = zhou.answer.cards[uncertain[0].product]
    assert card.face._place.text().startswith("≈")
    assert zhou.answer.parts.order.text().startswith("Ordered by band")
    assert texts("answer.order_uncertain") in zhou.answer.parts.order.text()


def test_a_card_says_aloud_what_it_shows(zhou: WindowUnderTest) -> None:
    card = next(iter(zhou.answer.cards.values()))
    spoken = card.toggle_button.accessibleDescription()
    product = zhou.session.evaluation.result.products[0]
    for part in ("cannot say yet", "on label: China", "Score"):
        assert part in spoken
    assert product.name in spoken


@pytest.mark.parametrize("words", ["→ Active infection", "→ Anti-HBc", "→ HBV DNA", "→ 抗-HBc", "→ Önceki"])
def test_a_button_with_the_room_it_asks_for_shows_all_its_words(qtbot: QtBot, words: str) -> None:
    button = ShorteningButton(words)
    qtbot.addWidget(button)
    button.show()
    button.resize(button.sizeHint())
    assert button.text() == words
    button.resize(button.minimumSizeHint().width() - 40, button.height())
    assert button.text() != words
    assert words in button.toolTip()
