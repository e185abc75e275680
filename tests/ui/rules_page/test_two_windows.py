"""Two windows edit one pack: nothing that anybody typed is lost; a broken file never replaces a good one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cardecide.authoring import LocalRules
from cardecide.case.model import Case
from cardecide.reading.problem import InputError
from tests.ui.rules_page.conftest import PRIOR_LINES, Author, PageUnderTest, bundled_rules


@pytest.fixture
def two(make_author: Callable[[], Author]) -> tuple[Author, Author]:
    return make_author(), make_author()


def _texts(folder: Path) -> list[str]:
    rules = LocalRules(folder, bundled_rules())
    return [rules.text_of("karmma", line.sequence)[0] for line in rules.history("karmma")]


def test_a_text_with_an_error_is_not_saved(author: Author, folder: Path) -> None:
    edit = author.edit()
    author.write(edit, PRIOR_LINES, "prior_lines >= 4")
    assert edit.steps.save("A", "four lines")
    good = (folder / "drafts" / "karmma.yaml").read_bytes()
    author.write(edit, "prior_lines >= 4", "prior_lnes >= 4")
    assert edit.count("error") == 1
    with pytest.raises(InputError):
        edit.steps.save("A", "a slip of the finger")
    assert (folder / "drafts" / "karmma.yaml").read_bytes() == good
    assert edit.is_changed, "what was typed is still there"


def test_the_second_to_save_sees_both_texts_and_may_put_theirs_on_top(
    make_page: Callable[..., PageUnderTest], folder: Path
) -> None:
    first, second = make_page(), make_page()
    one, other = first.open(), second.open()
    first.author.write(one, PRIOR_LINES, "prior_lines >= 4")
    second.author.write(other, PRIOR_LINES, "prior_lines >= 5")
    assert first.page.acts.save()

    assert not second.page.acts.save(), "neither text was chosen"
    [conflict] = second.questions.conflicts
    assert "prior_lines >= 4" in conflict.theirs.text
    assert "prior_lines >= 5" in conflict.yours
    assert other.is_changed
    assert "prior_lines >= 5" in other.document.text
    assert "prior_lines >= 4" in (folder / "drafts" / "karmma.yaml").read_text(encoding="utf-8")

    second.questions.about_conflict = "mine"
    assert second.page.acts.save()
    assert "prior_lines >= 5" in (folder / "drafts" / "karmma.yaml").read_text(encoding="utf-8")
    kept = _texts(folder)
    assert any("prior_lines >= 4" in text for text in kept)
    assert any("prior_lines >= 5" in text for text in kept)


def test_taking_theirs_keeps_mine_in_the_history(
    make_page: Callable[..., PageUnderTest], folder: Path
) -> None:
    first, second = make_page(), make_page()
    one, other = first.open(), second.open()
    first.author.write(one, PRIOR_LINES, "prior_lines >= 4")
    second.author.write(other, PRIOR_LINES, "prior_lines >= 5")
    assert first.page.acts.save()
    second.questions.about_conflict = "theirs"
    assert second.page.acts.save()
    assert "prior_lines >= 4" in other.document.text
    assert not other.is_changed
    assert any("prior_lines >= 5" in text for text in _texts(folder))


def test_what_was_not_changed_here_is_taken_anew(two: tuple[Author, Author]) -> None:
    one, other = two[0].edit(), two[1].edit()
    two[0].write(one, PRIOR_LINES, "prior_lines >= 4")
    assert one.steps.save("A", "four lines")
    other.look_at_folder()
    assert "prior_lines >= 4" in other.document.text
    assert not other.is_changed


def test_a_window_with_changes_is_told_that_somebody_saved(two: tuple[Author, Author]) -> None:
    one, other = two[0].edit(), two[1].edit()
    two[0].write(one, PRIOR_LINES, "prior_lines >= 4")
    two[1].write(other, PRIOR_LINES, "prior_lines >= 5")
    assert one.steps.save("A", "four lines")
    other.look_at_folder()
    assert other.newer is not None
    assert "prior_lines >= 5" in other.document.text


def test_what_was_typed_and_not_saved_is_offered_to_the_next_window(
    author: Author, make_page: Callable[..., PageUnderTest]
) -> None:
    """Errors and all: the program may end at any moment."""
    edit = author.edit()
    author.write(edit, PRIOR_LINES, "prior_lines >=")
    edit.keep_now(wait=True)

    later = make_page()
    again = later.open()
    assert "prior_lines >=\n" not in again.document.text
    assert len(later.page.notices.said) == 1
    owner = again.unfinished[0].owner
    later.page._take_unfinished(owner)
    assert "prior_lines >=\n" in again.document.text
    assert again.is_changed
    assert later.page.notices.said == []


def test_another_case_is_compared_as_soon_as_it_is_open(author: Author) -> None:
    edit = author.edit()
    author.write(edit, PRIOR_LINES, "prior_lines >= 6")
    assert edit.effect is not None and edit.effect.comparison is not None
    assert edit.effect.comparison.changes
    author.session.open_case(Case(id="NEW-1"), None)
    author.session.evaluation.run_now()
    author.settled(edit)
    assert edit.effect.comparison is not None
    assert not edit.effect.comparison.changes, "of a new case nothing is known"


def test_a_folder_that_holds_something_else_is_told_and_left_alone(
    make_page: Callable[..., PageUnderTest], folder: Path
) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear colleague\n", encoding="utf-8")
    page = make_page()
    assert len(page.page.notices.said) == 1
    assert page.page.notices.said[0].startswith("■ The local rules cannot be read")
    page.page.open("karmma")
    assert page.questions.said, "said, and no pack is open"
    assert page.author.desk.current is None
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]
