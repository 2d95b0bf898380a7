"""The keyring: one Tink keyset per domain, from which every pseudonym is made.

A domain is a policy's system, one of its releases, and a key epoch. The keyring is a JSON file of mode 0600 that holds,
for each domain, a PRF keyset (HKDF-SHA256: tokens, stand-ins, shifts, the FF1 key) and a deterministic AEAD keyset
(AES-SIV: seals). The keysets lie there in clear, or encrypted by a KMS key through Tink's own interface.

No key is ever in an option, a log, a `repr` or a pickle: workers read the keyring themselves.
"""

from __future__ import annotations

import datetime
import json
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, NoReturn

from slor.pipelines.domain_keys import DomainKeys, register_tink
from slor.pipelines.kms import KmsClient, KmsError, aead_of

VERSION: Final = 1
Status = Literal["active", "destroyed"]


class KeyringError(Exception):
    """The keyring is missing, unreadable, too open or lacks a key; the message says how to mend it."""


@dataclass(frozen=True)
class KeyEntry:
    """What may be told of a domain's keys: everything but the keys."""

    system: str
    release: str
    epoch: int
    created: str
    status: Status
    primitive: str = "HKDF-SHA256 PRF, AES-SIV"


class Keyring:
    """The keysets of one or more systems, opened."""

    def __init__(self, document: dict[str, Any], source: str, kms: KmsClient | None) -> None:
        self._document = document
        self._source = source
        self._kms = kms
        self._domains: dict[tuple[str, str, int], DomainKeys] = {}

    @classmethod
    def load(cls, path: str, *, kms: KmsClient | None = None) -> Keyring:
        """Reads a keyring from a local path or any filesystem Beam knows.

        Args:
            path: the file, such as `keys.json` or `gs://bucket/keys.json`.
            kms: opens a keyring wrapped by a KMS key; None finds a client by the key's URI.

        Raises:
            KeyringError: there is no such file, others may read it, or it is not a keyring.
        """
        if "://" in path:
            return cls.parse(_read_remote(path), path, kms=kms)
        file = Path(path)
        try:
            mode = file.stat().st_mode
            data = file.read_bytes()
        except FileNotFoundError:
            raise KeyringError(
                f"no keyring at {path}; make one with: slor keys create --policy NAME --keyring {path}"
            ) from None
        except OSError as error:
            raise KeyringError(f"cannot read the keyring {path}: {error.strerror}") from None
        if stat.S_IMODE(mode) & 0o077:
            raise KeyringError(f"the keyring {path} can be read by others; mend it with: chmod 600 {path}")
        return cls.parse(data, path, kms=kms)

    @classmethod
    def parse(cls, data: bytes, source: str, *, kms: KmsClient | None = None) -> Keyring:
        """Reads a keyring from its bytes; `source` names it in messages.

        Raises:
            KeyringError: it is not a keyring of this version.
        """
        try:
            document = json.loads(data)
            known = document["slor_keyring"] == VERSION and isinstance(document["domains"], list)
        except (ValueError, KeyError, TypeError):
            known = False
        if not known:
            raise KeyringError(
                f"{source} is not a keyring of version {VERSION}; name the file that slor keys create made"
            )
        return cls(document, source, kms)

    def entries(self) -> list[KeyEntry]:
        """The domains in the keyring, in the file's order, without key material."""
        return [
            KeyEntry(d["system"], d["release"], d["epoch"], d["created"], d["status"])
            for d in self._document["domains"]
        ]

    def domain(self, system: str, release: str, epoch: int | None = None) -> DomainKeys:
        """The keys of a release.

        Args:
            system: the policy's system.
            release: the release's name.
            epoch: a certain key epoch; None for the newest that is active.

        Raises:
            KeyringError: the keyring has no active key for it, or the KMS will not open it.
        """
        found = [
            d
            for d in self._document["domains"]
            if d["system"] == system and d["release"] == release and epoch in (None, d["epoch"])
        ]
        active = [d for d in found if d["status"] == "active"]
        if not active:
            raise KeyringError(self._missing(system, release, destroyed=bool(found)))
        newest = max(active, key=lambda d: int(d["epoch"]))
        name = (system, release, int(newest["epoch"]))
        if name not in self._domains:
            self._domains[name] = self._open(newest)
        return self._domains[name]

    def sharing(self, system: str, release: str) -> list[str]:
        """Other domains of the keyring whose pseudonyms or seals would be those of a release: copied keys.

        Raises:
            KeyringError: as for `domain`.
        """
        own = _marks(self.domain(system, release))
        found: set[str] = set()
        for other in self.entries():
            if (other.system, other.release) == (system, release) or other.status != "active":
                continue
            try:
                theirs = _marks(self.domain(other.system, other.release, other.epoch))
            except KeyringError:
                continue  # a key that cannot be opened makes no pseudonym
            found |= {f"{other.system}/{other.release}"} if own & theirs else set()
        return sorted(found)

    def _missing(self, system: str, release: str, *, destroyed: bool) -> str:
        if destroyed:
            return f"the key of {system}/{release} was destroyed; nothing more can be made or opened with it"
        return (
            f"the keyring {self._source} has no key for {system}/{release}; "
            f"add it with: slor keys create --policy {system} --keyring {self._source}"
        )

    def _open(self, entry: dict[str, Any]) -> DomainKeys:
        import tink
        from tink import daead, json_proto_keyset_format, prf, secret_key_access

        register_tink()
        where = _domain_name(entry["system"], entry["release"], entry["epoch"])
        wrapped_by = self._document.get("wrapped_by")
        try:
            aead = self._aead(wrapped_by) if wrapped_by else None

            def read(primitive: str) -> tink.KeysetHandle:
                text = json.dumps(entry[primitive])
                if aead is None:
                    return json_proto_keyset_format.parse(text, secret_key_access.TOKEN)
                return json_proto_keyset_format.parse_encrypted(text, aead, _associated_data(where, primitive))

            return DomainKeys(
                where,
                int(entry["epoch"]),
                read("prf").primitive(prf.PrfSet).primary(),
                read("daead").primitive(daead.DeterministicAead),
            )
        except (tink.TinkError, KeyError, ValueError):
            mend = "check that the KMS key is the one it was made with" if wrapped_by else "restore it from a backup"
            raise KeyringError(f"the key of {where} in {self._source} cannot be opened; {mend}") from None

    def _aead(self, uri: str) -> Any:
        try:
            return aead_of(uri, self._kms)
        except KmsError as error:
            raise KeyringError(str(error)) from None

    def __repr__(self) -> str:
        return f"Keyring({self._source!r}, {len(self._document['domains'])} domains)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a keyring is never pickled; let each worker load it")


def _marks(keys: DomainKeys) -> set[tuple[str, str]]:
    """One-way values by which two keysets are known to be the same."""
    return {("prf", keys.prf("slor/key-check", [""])[0].hex()), ("seal", keys.seal("slor/key-check", [""])[0])}


def create_keyring(
    system: str,
    releases: Sequence[str],
    path: str,
    *,
    kms_uri: str | None = None,
    kms: KmsClient | None = None,
) -> list[KeyEntry]:
    """Makes a keyring file, or adds the releases that an existing one lacks; no key is ever overwritten.

    Args:
        system: the policy's system.
        releases: a key is made for each.
        path: a local file; it is made with mode 0600.
        kms_uri: wrap the keysets with this KMS key, such as `gcp-kms://projects/…`.
        kms: the client that opens `kms_uri`; None finds one by the URI.

    Returns:
        The keys that were made.

    Raises:
        KeyringError: the file has all these keys already, or cannot be read or written.
    """
    file = Path(path)
    if exists := file.exists():
        ring = Keyring.load(path, kms=kms)
        document = ring._document
        if document.get("wrapped_by") != kms_uri:
            raise KeyringError(f"{path} is wrapped by another KMS key or none; make a keyring of its own")
    else:
        document = {"slor_keyring": VERSION, "wrapped_by": kms_uri, "domains": []}
        ring = Keyring(document, path, kms)
    have = {(entry.system, entry.release) for entry in ring.entries()}
    missing = [release for release in releases if (system, release) not in have]
    if not missing:
        raise KeyringError(f"{path} has keys for every release of {system} already; nothing was changed")
    aead = ring._aead(kms_uri) if kms_uri else None
    made = [_new_entry(system, release, 1, aead) for release in missing]
    document = {**document, "domains": [*document["domains"], *made]}
    try:
        _write_private(file, json.dumps(document, indent=1).encode(), replace=exists)
    except OSError as error:
        raise KeyringError(f"cannot write the keyring {path}: {error.strerror}") from None
    return Keyring(document, path, kms).entries()[-len(made) :]


def list_keys(path: str) -> list[KeyEntry]:
    """What a keyring file holds, without key material and without opening it."""
    return Keyring.load(path).entries()


def _new_entry(system: str, release: str, epoch: int, aead: Any) -> dict[str, Any]:
    import tink
    from tink import daead, json_proto_keyset_format, prf, secret_key_access

    register_tink()
    where = _domain_name(system, release, epoch)

    def keyset(primitive: str, template: Any) -> Any:
        handle = tink.new_keyset_handle(template)
        if aead is None:
            return json.loads(json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN))
        try:
            sealed = json_proto_keyset_format.serialize_encrypted(handle, aead, _associated_data(where, primitive))
        except tink.TinkError as error:
            raise KeyringError(f"{error}; check the key's name and your credentials; nothing was changed") from None
        return json.loads(sealed)

    return {
        "system": system,
        "release": release,
        "epoch": epoch,
        "created": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "status": "active",
        "prf": keyset("prf", prf.prf_key_templates.HKDF_SHA256),
        "daead": keyset("daead", daead.deterministic_aead_key_templates.AES256_SIV),
    }


def _domain_name(system: str, release: str, epoch: int) -> str:
    return f"{system}/{release}/{epoch}"


def _associated_data(domain: str, primitive: str) -> bytes:
    """Binds a wrapped keyset to its place, so that keysets cannot be swapped between domains."""
    return f"slor/{domain}/{primitive}".encode()


def _write_private(path: Path, data: bytes, *, replace: bool) -> None:
    """Writes a file that only its owner may read, whole or not at all; never over a file it did not expect."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if replace:
            part.replace(path)
        else:
            os.link(part, path)
    finally:
        part.unlink(missing_ok=True)


def _read_remote(path: str) -> bytes:
    from apache_beam.io.filesystem import BeamIOError
    from apache_beam.io.filesystems import FileSystems

    try:
        with FileSystems.open(path) as file:
            return bytes(file.read())
    except (BeamIOError, OSError, ValueError):
        raise KeyringError(f"cannot read the keyring {path}; check its address and your access") from None
