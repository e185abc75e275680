"""Bundles: what is signed arrives to the byte, and nothing else is let in."""

import json
import pickle
from pathlib import Path

import keyring.backend
import keyring.errors
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardecide.authoring import (
    LocalRules,
    PublicKey,
    RulesError,
    SigningKey,
    TrustedKey,
    TrustedKeys,
    export_bundle,
    import_bundle,
    read_bundle,
)
from cardecide.authoring.bundle import FORMAT
from cardecide.authoring.keyring_passphrases import KeyringPassphrases
from cardecide.engine import Rulebook
from cardecide.reading.problem import InputError
from tests.authoring.made import NOON, PASSPHRASE, SMALL, entry, reviewed, saved
from tests.authoring.made import karmma as karmma_text


@pytest.fixture(scope="module")
def bundle(
    tmp_path_factory: pytest.TempPathFactory, bundled_rules: Rulebook, signing_key: SigningKey
) -> Path:
    """A reviewed pack with a history, and a changed bundled one, signed."""
    folder = tmp_path_factory.mktemp("bundle")
    rules = LocalRules(folder / "rules", bundled_rules)
    first = saved(rules)
    rules.save("small", SMALL + "# again\n", entry("Dr C", "why"), based_on=first.text_hash)
    reviewed(rules, "small")
    begun = rules.begin("karmma")
    rules.save("karmma", begun.text + "# local\n", entry(), based_on=begun.text_hash)
    file = folder / "site.cardecide-rules"
    export_bundle(rules, ["small", "karmma"], file, signing_key, entry("Dr A", "for the network"))
    return file


@pytest.fixture
def trusted(tmp_path: Path, signing_key: SigningKey) -> TrustedKeys:
    keys = TrustedKeys(tmp_path / "keys" / "trusted.json")
    keys.add(TrustedKey(signing_key.public, "Dr X", NOON, "telephone"))
    return keys


def test_what_was_signed_arrives(rules: LocalRules, bundle: Path, trusted: TrustedKeys) -> None:
    found = read_bundle(bundle, trusted)
    assert (found.signer.name, found.signed_by, found.why) == ("Hospital A", "Dr A", "for the network")
    assert found.signed_at == NOON
    assert found.trusted is not None
    assert [pack.id for pack in found.packs] == ["small", "karmma"]
    assert [one.action for one in found.packs[0].history] == ["saved", "saved", "tested", "reviewed"]
    assert not rules.folder.exists()
    small, karmma = import_bundle(bundle, rules, trusted, entry("Dr X", "agreed"))
    assert (small.text, small.standing, small.authors) == (SMALL + "# again\n", "draft", ("Dr A", "Dr C"))
    assert karmma.text == karmma_text() + "# local\n"
    (line,) = rules.history("small")
    assert (line.action, line.entry.who) == ("imported", "Dr X")
    assert line.note.startswith("Hospital A (")
    assert rules.rulebook(NOON.date()).modified == ()


def test_an_author_elsewhere_does_not_review_here(
    rules: LocalRules, bundle: Path, trusted: TrustedKeys
) -> None:
    small, _ = import_bundle(bundle, rules, trusted, entry("Dr X"))
    rules.record_tests("small", entry("Dr X"), based_on=small.text_hash)
    with pytest.raises(RulesError):
        rules.review("small", entry("Dr C"), based_on=small.text_hash)
    assert rules.review("small", entry("Dr X"), based_on=small.text_hash).standing == "reviewed"


def test_importing_twice_changes_nothing_and_loses_nothing(
    rules: LocalRules, bundle: Path, trusted: TrustedKeys
) -> None:
    own = saved(rules, text=SMALL + "# mine\n")
    import_bundle(bundle, rules, trusted, entry("Dr X"))
    again = import_bundle(bundle, rules, trusted, entry("Dr X"))
    assert [one.action for one in rules.history("small")] == ["saved", "imported"]
    assert again[0] == rules.get("small")
    assert rules.text_of("small", own.sequence)[0] == SMALL + "# mine\n"


def refused(file: Path, rules: LocalRules, trusted: TrustedKeys) -> str:
    """The code with which a bundle is refused; nothing is written."""
    with pytest.raises(InputError) as caught:
        import_bundle(file, rules, trusted, entry("Dr X"))
    assert not rules.folder.exists()
    return caught.value.problems[0].code


def test_an_unknown_key_is_refused(rules: LocalRules, bundle: Path, tmp_path: Path) -> None:
    nobody = TrustedKeys(tmp_path / "none.json")
    assert read_bundle(bundle, nobody).trusted is None
    assert refused(bundle, rules, nobody) == "authoring-not-trusted"


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_byte_can_be_changed(
    data: st.DataObject, bundle: Path, tmp_path: Path, rules: LocalRules, trusted: TrustedKeys
) -> None:
    content = bytearray(bundle.read_bytes())
    head = len(FORMAT) + 1 + 64 + 1 + 128 + 1
    at = data.draw(st.one_of(st.integers(0, head), st.integers(0, len(content) - 1)))
    kind = data.draw(st.sampled_from(["change", "remove", "insert"]))
    if kind == "change":
        content[at] ^= data.draw(st.integers(1, 255))
    elif kind == "remove":
        del content[at]
    else:
        content.insert(at, data.draw(st.integers(0, 255)))
    if bytes(content) == bundle.read_bytes():
        return
    changed = tmp_path / "changed.cardecide-rules"
    changed.write_bytes(content)
    assert refused(changed, rules, trusted) in ("authoring-bad-signature", "authoring-not-a-bundle")


def test_every_byte_of_the_head_counts(
    bundle: Path, tmp_path: Path, rules: LocalRules, trusted: TrustedKeys
) -> None:
    content = bundle.read_bytes()
    for at in range(len(FORMAT) + 1 + 64 + 1 + 128 + 1):
        for sign in (content[at] ^ 0x20, content[at] ^ 0x01):
            changed = tmp_path / "changed.cardecide-rules"
            changed.write_bytes(content[:at] + bytes([sign]) + content[at + 1 :])
            assert refused(changed, rules, trusted) in ("authoring-bad-signature", "authoring-not-a-bundle")


def resigned(bundle: Path, file: Path, key: SigningKey, old: str, new: str) -> None:
    """The bundle with something in it replaced, and a signature that holds."""
    payload = bundle.read_bytes().split(b"\n", 3)[3].decode()
    assert old in payload
    content = payload.replace(old, new).encode()
    digits = key.public.digits
    signature = key.sign(f"{FORMAT}\n{digits}\n".encode() + content).hex()
    file.write_bytes(f"{FORMAT}\n{digits}\n{signature}\n".encode() + content)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("prior_lines >= 3", "prior_lines >= 2"),
        ("Dr C", "Dr D"),
        ('"id": "small"', '"id": "../../small"'),
        ('"content_hash": "', '"content_hash": "0'),
        ('"tests_hash": "', '"tests_hash": "0'),
        ('"history": [', '"history": ["{}", '),
        ('"packs": [', '"packs": [1, '),
        ('"format": "cardecide-rules-bundle/1"', '"format": "cardecide-rules-bundle/2"'),
        ('"signed_at": "2026', '"signed_at": "x'),
    ],
)
def test_a_good_signature_over_hashes_that_do_not_hold_is_refused(
    old: str, new: str, bundle: Path, tmp_path: Path, signing_key: SigningKey,
    rules: LocalRules, trusted: TrustedKeys,
) -> None:  # fmt: skip
    file = tmp_path / "other.cardecide-rules"
    resigned(bundle, file, signing_key, old, new)
    assert refused(file, rules, trusted) in ("authoring-bad-bundle", "authoring-damaged-history")


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=4,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_trusted_signer_signs_is_taken_in_or_refused_in_words(
    data: st.DataObject, bundle: Path, tmp_path: Path, signing_key: SigningKey, bundled_rules: Rulebook,
    trusted: TrustedKeys,
) -> None:  # fmt: skip
    content = json.loads(bundle.read_bytes().split(b"\n", 3)[3])
    inner: object = content
    while True:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))  # type: ignore[arg-type]
        key = data.draw(st.sampled_from(keys))
        child = inner[key]  # type: ignore[index]
        if isinstance(child, str) and key in (0, 1, 2, 3) and data.draw(st.booleans()):
            line = json.loads(child)
            line[data.draw(st.sampled_from(sorted(line)))] = data.draw(JSON)
            inner[key] = json.dumps(line)  # type: ignore[index]
            break
        if not isinstance(child, dict | list) or not child or data.draw(st.integers(0, 3)) == 0:
            inner[key] = data.draw(JSON)  # type: ignore[index]
            break
        inner = child
    file = tmp_path / "any.cardecide-rules"
    payload = json.dumps(content).encode()
    digits = signing_key.public.digits
    signature = signing_key.sign(f"{FORMAT}\n{digits}\n".encode() + payload).hex()
    file.write_bytes(f"{FORMAT}\n{digits}\n{signature}\n".encode() + payload)
    folder = tmp_path / str(len(list(tmp_path.iterdir())))
    try:
        import_bundle(file, LocalRules(folder, bundled_rules), trusted, entry("Dr X"))
    except InputError as error:
        assert all(problem.message for problem in error.problems)
        assert not folder.exists()


def test_the_signature_of_another_key_does_not_hold(
    bundle: Path, tmp_path: Path, rules: LocalRules, trusted: TrustedKeys
) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    stranger = SigningKey("Hospital A", Ed25519PrivateKey.generate())
    content = bundle.read_bytes()
    payload = content.split(b"\n", 3)[3]
    file = tmp_path / "other.cardecide-rules"
    own = trusted.all()[0].key.digits
    for digits, code in ((own, "authoring-bad-signature"), (stranger.public.digits, "authoring-not-trusted")):
        signature = stranger.sign(f"{FORMAT}\n{digits}\n".encode() + payload).hex()
        file.write_bytes(f"{FORMAT}\n{digits}\n{signature}\n".encode() + payload)
        assert refused(file, rules, trusted) == code


@pytest.mark.parametrize("content", [b"", b"x", FORMAT.encode(), b"\x00" * 300, b"[" * 100_000])
def test_something_else_is_no_bundle(
    content: bytes, tmp_path: Path, rules: LocalRules, trusted: TrustedKeys
) -> None:
    file = tmp_path / "x"
    file.write_bytes(content)
    assert refused(file, rules, trusted) == "authoring-not-a-bundle"


def test_deep_nesting_under_a_good_signature_is_refused(
    tmp_path: Path, signing_key: SigningKey, rules: LocalRules, trusted: TrustedKeys
) -> None:
    payload = b"[" * 100_000
    digits = signing_key.public.digits
    signature = signing_key.sign(f"{FORMAT}\n{digits}\n".encode() + payload).hex()
    file = tmp_path / "deep"
    file.write_bytes(f"{FORMAT}\n{digits}\n{signature}\n".encode() + payload)
    assert refused(file, rules, trusted) == "authoring-bad-bundle"


def test_no_file_is_replaced_and_none_left_behind(
    bundle: Path, tmp_path: Path, rules: LocalRules, signing_key: SigningKey
) -> None:
    saved(rules)
    file = tmp_path / "there"
    file.write_text("mine", "utf-8")
    with pytest.raises(RulesError):
        export_bundle(rules, ["small"], file, signing_key, entry())
    assert file.read_text("utf-8") == "mine"
    with pytest.raises(RulesError):
        export_bundle(rules, ["small", "nothing"], tmp_path / "other", signing_key, entry())
    assert not (tmp_path / "other").exists()


# Keys


def test_a_key_opens_with_its_passphrase_only(key_file: Path, signing_key: SigningKey) -> None:
    assert signing_key.public.name == "Hospital A"
    with pytest.raises(RulesError) as caught:
        SigningKey.open(key_file, passphrase=PASSPHRASE + "x")
    assert caught.value.code == "authoring-wrong-passphrase"
    text = key_file.read_text("utf-8")
    assert "ENCRYPTED PRIVATE KEY" in text
    assert repr(signing_key) == "SigningKey(…)"
    with pytest.raises(TypeError):
        pickle.dumps(signing_key)


def test_a_key_whose_public_part_was_exchanged_does_not_open(key_file: Path, tmp_path: Path) -> None:
    data = json.loads(key_file.read_text("utf-8"))
    for key, value in (
        ("public", "0" * 64),
        ("public", "xyz"),
        ("salt", ""),
        ("format", "x"),
        ("private", 1),
    ):
        file = tmp_path / "key"
        file.write_text(json.dumps({**data, key: value}), "utf-8")
        with pytest.raises(RulesError) as caught:
            SigningKey.open(file, passphrase=PASSPHRASE)
        assert caught.value.code == "authoring-not-a-key"


@pytest.mark.parametrize(("name", "passphrase"), [("A", "short"), ("", PASSPHRASE), ("x" * 121, PASSPHRASE)])
def test_a_key_needs_a_name_and_a_passphrase(name: str, passphrase: str, tmp_path: Path) -> None:
    with pytest.raises(RulesError):
        SigningKey.create(tmp_path / "key", name, passphrase=passphrase)
    assert not (tmp_path / "key").exists()


class Memory(keyring.backend.KeyringBackend):
    """A keyring in memory; it refuses where ``locked``."""

    priority = 5.0  # type: ignore[assignment]

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise keyring.errors.KeyringLocked
        self.held[service, username] = password


def test_the_keyring_keeps_the_passphrase(tmp_path: Path) -> None:
    memory = Memory()
    kept = KeyringPassphrases(memory)
    made = SigningKey.create_in_keyring(tmp_path / "key", "Hospital B", keyring=kept)
    assert SigningKey.open_from_keyring(tmp_path / "key", keyring=kept).public == made.public
    memory.held.clear()
    with pytest.raises(RulesError) as caught:
        SigningKey.open_from_keyring(tmp_path / "key", keyring=kept)
    assert caught.value.code == "authoring-not-in-keyring"
    memory.locked = True
    with pytest.raises(RulesError):
        SigningKey.create_in_keyring(tmp_path / "other", "Hospital B", keyring=kept)
    assert not (tmp_path / "other").exists()


def test_the_list_of_trusted_keys(tmp_path: Path) -> None:
    file = tmp_path / "trusted.json"
    keys = TrustedKeys(file)
    one = TrustedKey(PublicKey("One", "1" * 64), "Dr X", NOON, "met")
    keys.add(one)
    with pytest.raises(RulesError):
        keys.add(one)
    with pytest.raises(RulesError):
        keys.add(TrustedKey(PublicKey("Two", "zz"), "Dr X", NOON))
    assert TrustedKeys(file).all() == (one,)
    assert keys.find("1" * 64) == one
    keys.remove("1" * 64)
    with pytest.raises(RulesError):
        keys.remove("1" * 64)
    assert keys.all() == ()
    for content in ("", "[]", "{}", '{"format": "x", "keys": []}', "[" * 100_000):
        file.write_text(content, "utf-8")
        with pytest.raises(RulesError):
            TrustedKeys(file)


def test_a_fingerprint_is_for_the_telephone() -> None:
    fingerprint = PublicKey("One", "1" * 64).fingerprint
    assert [len(group) for group in fingerprint.split()] == [4] * 8
    assert PublicKey("Two", "1" * 64).fingerprint == fingerprint
    assert PublicKey("One", "2" * 64).fingerprint != fingerprint


def test_a_file_changed_outside_is_kept_when_a_bundle_comes_in(
    rules: LocalRules, bundle: Path, trusted: TrustedKeys
) -> None:
    saved(rules, text=SMALL + "# mine\n")
    outside = SMALL + "# by another program\n"
    (rules.folder / "drafts" / "small.yaml").write_text(outside, "utf-8")
    import_bundle(bundle, rules, trusted, entry("Dr X"))
    (kept,) = [line for line in rules.history("small") if line.action == "conflict"]
    assert rules.text_of("small", kept.sequence)[0] == outside
    assert rules.get("small").text == SMALL + "# again\n"
