"""The keyring: made private, never overwritten, never told; domains apart; KMS-wrapped too."""

from __future__ import annotations

import copy
import json
import pickle
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
import tink
from hypothesis import given
from hypothesis import strategies as st
from tink import aead

from slor.pipelines.domain_keys import DomainKeys, SealError, encode_tokens
from slor.pipelines.keys import Keyring, KeyringError, create_keyring, list_keys

RELEASES = ["statistics", "training"]
KMS_URI = "fake-kms://projects/p/keys/k"


class FakeKms:
    """Stands where a cloud's KMS client stands."""

    def __init__(self) -> None:
        aead.register()
        self._aead = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM).primitive(aead.Aead)

    def get_aead(self, key_uri: str) -> Any:
        assert key_uri == KMS_URI
        return self._aead


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = str(tmp_path_factory.mktemp("keys") / "keys.json")
    create_keyring("sys", RELEASES, file)
    return file


@pytest.fixture(scope="module")
def keys(path: str) -> DomainKeys:
    return Keyring.load(path).domain("sys", "statistics")


def test_created_private_and_listed_without_material(path: str) -> None:
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600
    assert list(Path(path).parent.iterdir()) == [Path(path)]
    told = list_keys(path)
    assert [(e.system, e.release, e.epoch, e.status) for e in told] == [
        ("sys", "statistics", 1, "active"),
        ("sys", "training", 1, "active"),
    ]
    secret = json.loads(Path(path).read_text())["domains"][0]["prf"]["key"][0]["keyData"]["value"]
    assert secret not in repr(told) + repr(Keyring.load(path)) + repr(Keyring.load(path).domain("sys", "training"))


def test_never_overwritten_but_lacking_releases_are_added(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    create_keyring("sys", ["one"], str(file))
    before = json.loads(file.read_text())["domains"]
    with pytest.raises(KeyringError, match="already; nothing was changed"):
        create_keyring("sys", ["one"], str(file))
    assert [e.release for e in create_keyring("sys", ["one", "two"], str(file))] == ["two"]
    assert json.loads(file.read_text())["domains"][:1] == before
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_messages_say_how_to_mend(tmp_path: Path, path: str) -> None:
    with pytest.raises(KeyringError, match="slor keys create --policy NAME --keyring"):
        Keyring.load(str(tmp_path / "absent.json"))
    open_file = tmp_path / "open.json"
    open_file.write_bytes(Path(path).read_bytes())
    open_file.chmod(0o640)
    with pytest.raises(KeyringError, match=r"chmod 600 .*open\.json"):
        Keyring.load(str(open_file))
    with pytest.raises(KeyringError, match="has no key for sys/other; add it with"):
        Keyring.load(path).domain("sys", "other")
    with pytest.raises(KeyringError, match="is not a keyring"):
        Keyring.parse(b"{}", "gs://bucket/keys.json")
    with pytest.raises(KeyringError, match="cannot read the keyring"):
        Keyring.load("nowhere://bucket/keys.json")


def test_a_damaged_key_is_not_quoted(path: str) -> None:
    document = json.loads(Path(path).read_text())
    document["domains"][0]["prf"]["key"][0]["keyData"]["value"] = "SECRETSECRET"
    with pytest.raises(KeyringError, match="restore it from a backup") as caught:
        Keyring.parse(json.dumps(document).encode(), "keys.json").domain("sys", "statistics")
    assert "SECRET" not in str(caught.value)


def test_destroyed_and_newer_epochs(path: str) -> None:
    document = json.loads(Path(path).read_text())
    newer = {**copy.deepcopy(document["domains"][1]), "release": "statistics", "epoch": 2}
    document["domains"].append(newer)
    assert Keyring.parse(json.dumps(document).encode(), "k").domain("sys", "statistics").epoch == 2
    document["domains"][0]["status"] = "destroyed"
    ring = Keyring.parse(json.dumps(document).encode(), "k")
    with pytest.raises(KeyringError, match="was destroyed"):
        ring.domain("sys", "statistics", epoch=1)


def test_never_pickled(path: str, keys: DomainKeys) -> None:
    for secret in (Keyring.load(path), keys):
        with pytest.raises(TypeError, match="never pickled"):
            pickle.dumps(secret)


def test_wrapped_by_kms(tmp_path: Path) -> None:
    file, kms = str(tmp_path / "keys.json"), FakeKms()
    create_keyring("sys", RELEASES, file, kms_uri=KMS_URI, kms=kms)
    document = json.loads(Path(file).read_text())
    assert "encryptedKeyset" in document["domains"][0]["prf"]
    one = Keyring.load(file, kms=kms).domain("sys", "statistics")
    assert one.prf("l", ["x"]) == Keyring.load(file, kms=kms).domain("sys", "statistics").prf("l", ["x"])
    with pytest.raises(KeyringError, match="check that the KMS key"):
        Keyring.load(file, kms=FakeKms()).domain("sys", "statistics")
    with pytest.raises(KeyringError, match="is the key of no KMS that is known"):
        Keyring.load(file).domain("sys", "statistics")


def test_a_client_that_is_registered_with_tink_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, kms = str(tmp_path / "keys.json"), FakeKms()
    monkeypatch.setattr(tink, "kms_client_from_uri", lambda uri: kms)
    create_keyring("sys", RELEASES, file, kms_uri=KMS_URI)
    one = Keyring.load(file).domain("sys", "training")
    assert one.tokens("l", ["x"]) == Keyring.load(file, kms=kms).domain("sys", "training").tokens("l", ["x"])


class BrokenKms:
    """A service whose library has errors of its own."""

    def get_aead(self, key_uri: str) -> Any:
        return self

    def encrypt(self, plaintext: bytes, associated_data: bytes) -> bytes:
        raise RuntimeError("quoting what it should not")


KMS_MISTAKES = {
    "no such service": ("nosuch://k", None, "nosuch://k is the key of no KMS that is known; use gcp-kms://"),
    "Google's client is not there": (
        "gcp-kms://k",
        None,
        r"need a client; install it with: pip install 'tink\[gcpkms\]'",
    ),
    "a service that refuses": (KMS_URI, BrokenKms(), "^the KMS did not encrypt: RuntimeError; check the key's name"),
}


@pytest.mark.parametrize("case", KMS_MISTAKES)
def test_a_kms_that_cannot_be_used(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uri, kms, message = KMS_MISTAKES[case]
    monkeypatch.setitem(sys.modules, "tink.integration.gcpkms", None)
    with pytest.raises(KeyringError, match=message):
        create_keyring("sys", RELEASES, str(tmp_path / "keys.json"), kms_uri=uri, kms=kms)
    assert not list(tmp_path.iterdir())


def test_a_wrapped_keyset_is_bound_to_its_domain(tmp_path: Path) -> None:
    file, kms = tmp_path / "keys.json", FakeKms()
    create_keyring("sys", RELEASES, str(file), kms_uri=KMS_URI, kms=kms)
    document = json.loads(file.read_text())
    document["domains"][0]["prf"] = document["domains"][1]["prf"]
    with pytest.raises(KeyringError, match="cannot be opened"):
        Keyring.parse(json.dumps(document).encode(), "k", kms=kms).domain("sys", "statistics")


@given(st.text(), st.text())
def test_tokens_and_seals(keys: DomainKeys, one: str, other: str) -> None:
    tokens = keys.tokens("a", [one, other, one]).to_pylist()
    assert tokens[0] == tokens[2]
    assert (tokens[0] == tokens[1]) == (one == other)
    assert {len(token) for token in tokens} == {26}
    assert tokens[0] != keys.tokens("b", [one]).to_pylist()[0]
    assert keys.unseal("a", keys.seal("a", [one, other])) == [one, other]


def test_domains_and_labels_are_apart(path: str, keys: DomainKeys) -> None:
    other = Keyring.load(path).domain("sys", "training")
    assert keys.tokens("a", ["x"]) != other.tokens("a", ["x"])
    assert keys.ff1.encrypt_digits(["123456"]) != other.ff1.encrypt_digits(["123456"])
    seal = keys.seal("a", ["x"])
    for keyring, label in ((other, "a"), (keys, "b")):
        with pytest.raises(SealError, match="not a seal of"):
            keyring.unseal(label, seal)
    with pytest.raises(SealError, match="not a seal of"):
        keys.unseal("a", ["ø"])


@given(st.lists(st.binary(min_size=16, max_size=16), max_size=9))
def test_token_encoding_is_base32(digests: list[bytes]) -> None:
    import base64

    expected = [base64.b32encode(digest).decode().rstrip("=").lower() for digest in digests]
    assert encode_tokens(b"".join(digests)).to_pylist() == expected


@pytest.mark.parametrize("part", ["prf", "daead"])
def test_domains_that_share_a_copied_key_are_told(tmp_path: Path, path: str, part: str) -> None:
    document = json.loads(Path(path).read_text())
    assert Keyring.parse(json.dumps(document).encode(), "k").sharing("sys", "statistics") == []
    of = {domain["release"]: domain for domain in document["domains"]}
    of["training"][part] = of["statistics"][part]
    copied = Keyring.parse(json.dumps(document).encode(), "k")
    assert copied.sharing("sys", "statistics") == ["sys/training"]
    assert copied.sharing("sys", "training") == ["sys/statistics"]
    of["training"]["status"] = "destroyed"
    assert Keyring.parse(json.dumps(document).encode(), "k").sharing("sys", "statistics") == []
