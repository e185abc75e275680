"""Case files into the library and out of it: all problems at once, and nothing by halves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cardecide.case import read_case
from cardecide.case.model import Case
from cardecide.case.writing import write_case
from cardecide.language.messages import say
from cardecide.reading.problem import InputError
from cardecide.store import Library, LibraryError
from cardecide.store.exchange import export_cases, import_cases, plan_import
from tests.store.made import case, entry

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, given: Case | str) -> Path:
        path = tmp_path / name
        if isinstance(given, str):
            path.write_text(given, encoding="utf-8")
        else:
            write_case(given, path)
        return path

    return write


def names(library: Library) -> list[str]:
    return sorted(row.pseudonym for row in library.cases())


def test_many_files_are_imported_at_once(library: Library, write: Write) -> None:
    files = [write("a.yaml", case("a", "one")), write("b.json", case("b", "two"))]
    plan = plan_import(library, files)
    assert plan.problems == ()
    assert names(library) == [], "a plan changes nothing"
    numbers = import_cases(library, plan.ready, entry(why="from the ward"))
    assert [library.get(number).case.note for number in numbers] == ["one", "two"]
    assert library.revisions(numbers[0])[0].reason == "from the ward"


def test_every_problem_of_every_file_is_told(library: Library, write: Write, tmp_path: Path) -> None:
    library.add(case("held"), entry())
    good = write("good.yaml", case("good"))
    bad = write("bad.yaml", "id: bad\npatiant: {}\nlabs: 3\n")
    held = write("held.yaml", case("Held"))
    plan = plan_import(library, [bad, tmp_path / "none.yaml", good, held])
    assert [one.file for one in plan.ready] == [good]
    told = [(Path(problem.file).name, problem.line, problem.code) for problem in plan.problems]
    assert told == [
        ("bad.yaml", 2, "unknown-key"),
        ("bad.yaml", 3, "tuple-type"),
        ("none.yaml", 0, "no-file"),
        ("held.yaml", 0, "library-pseudonym-taken"),
    ]
    [(file, sentence)] = plan.sentences
    assert file == held
    assert say(sentence, "tr") == "Kitaplıkta held adlı bir olgu zaten var."


def test_two_files_of_one_pseudonym_are_not_taken_for_one_case(library: Library, write: Write) -> None:
    files = [write("1.yaml", case("a", "one")), write("2.yaml", case("A", "two"))]
    for known in ("refuse", "revise"):
        plan = plan_import(library, files, known=known)
        assert [one.case.note for one in plan.ready] == ["one"]
        assert [problem.code for problem in plan.problems] == ["library-import-twice"]
        assert "1.yaml" in plan.problems[0].message


def test_a_known_case_gets_a_revision_where_that_was_chosen(library: Library, write: Write) -> None:
    number = library.add(case("a", "one"), entry()).number
    plan = plan_import(library, [write("a.yaml", case("a", "two"))], known="revise")
    assert import_cases(library, plan.ready, entry()) == (number,)
    assert [library.get(number, n).case.note for n in (1, 2)] == ["one", "two"]


def test_a_known_case_gets_a_new_pseudonym_where_that_was_chosen(library: Library, write: Write) -> None:
    library.add(case("a", "one"), entry())
    library.add(case("a-2", "other"), entry())
    files = [write("1.yaml", case("a", "two")), write("2.yaml", case("A", "three"))]
    plan = plan_import(library, files, known="rename")
    import_cases(library, plan.ready, entry())
    assert names(library) == ["A-4", "a", "a-2", "a-3"]


def test_a_long_pseudonym_leaves_room_for_its_number(library: Library, write: Write) -> None:
    library.add(case("x" * 80), entry())
    plan = plan_import(library, [write("1.yaml", case("x" * 80))], known="rename")
    import_cases(library, plan.ready, entry())
    assert names(library) == ["x" * 75 + "-2", "x" * 80]


def test_an_import_overtaken_by_another_window_imports_nothing(library: Library, write: Write) -> None:
    number = library.add(case("a", "one"), entry()).number
    files = [write("new.yaml", case("new")), write("a.yaml", case("a", "two"))]
    plan = plan_import(library, files, known="revise")
    library.save(number, case("a", "meanwhile"), entry(), based_on=1)
    with pytest.raises(LibraryError) as error:
        import_cases(library, plan.ready, entry())
    assert error.value.code == "library-conflict"
    assert names(library) == ["a"]


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_exported_files_hold_the_cases(library: Library, tmp_path: Path, form: str) -> None:
    numbers = [library.add(case(name, name * 3), entry()).number for name in ("a", "../b", "..:b", "肝")]
    files = export_cases(library, [*numbers, numbers[0]], tmp_path, form=form)  # type: ignore[arg-type]
    expected = ["a", "b", "b-2", "肝"]
    assert [file.relative_to(tmp_path).name for file in files] == [f"{stem}.case.{form}" for stem in expected]
    assert [read_case(file).case for file in files] == [library.get(number).case for number in numbers]


def test_an_export_replaces_no_file_and_writes_none(library: Library, tmp_path: Path) -> None:
    numbers = [library.add(case(name), entry()).number for name in "ab"]
    (tmp_path / "b.case.yaml").write_text("kept")
    with pytest.raises(InputError) as error:
        export_cases(library, [*numbers, 99], tmp_path)
    codes = {problem.code for problem in error.value.problems}
    assert codes == {"library-export-exists", "library-gone"}
    assert sorted(file.name for file in tmp_path.iterdir()) == ["b.case.yaml", "cases.library"]
    assert (tmp_path / "b.case.yaml").read_text() == "kept"


def test_an_export_that_fails_halfway_leaves_no_file(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [library.add(case(name), entry()).number for name in "abc"]
    done: list[Path] = []

    def write_two(given: Case, path: Path) -> None:
        if len(done) == 2:
            raise OSError(28, "No space left on device")
        done.append(path)
        write_case(given, path)

    monkeypatch.setattr("cardecide.store.exchange.write_case", write_two)
    with pytest.raises(OSError, match="No space"):
        export_cases(library, numbers, tmp_path)
    assert len(done) == 2
    assert [file.name for file in tmp_path.iterdir()] == ["cases.library"]


@pytest.mark.parametrize("known", ["refuse", "revise"])
def test_a_file_that_the_library_holds_already_is_nothing_to_do(
    library: Library, write: Write, known: str
) -> None:
    number = library.add(case("a", "one"), entry()).number
    plan = plan_import(library, [write("a.yaml", case("a", "one"))], known=known)  # type: ignore[arg-type]
    assert [one.number for one in plan.same] == [number]
    assert (plan.ready, plan.problems) == ((), ())


def test_an_import_tells_the_key_facts_of_each_case(library: Library, write: Write) -> None:
    plan = plan_import(library, [write("a.yaml", case("a")), write("b.yaml", case("b"))])
    import_cases(library, plan.ready, entry(), key_facts=lambda one: f"facts of {one.id}")
    assert {row.pseudonym: row.key_facts for row in library.cases()} == {
        "a": "facts of a",
        "b": "facts of b",
    }
