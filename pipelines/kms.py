"""Clients of key management services, asked through Tink's interface: whose key wraps a keyring's keysets."""

from __future__ import annotations

import importlib
from typing import Any, Final, Protocol

_CLIENTS: Final = {
    "gcp-kms://": ("tink.integration.gcpkms", "GcpKmsClient", "tink[gcpkms]"),
    "aws-kms://": ("tink.integration.awskms", "AwsKmsClient", "tink[awskms]"),
}


class KmsError(Exception):
    """There is no client for the key, or it did not do what was asked; the message says how to mend it."""


class KmsClient(Protocol):
    """What Tink calls a KMS client: hands out the AEAD behind a key's URI."""

    def get_aead(self, key_uri: str) -> Any:
        """The AEAD that encrypts with the named key."""


class _PlainErrors:
    """An AEAD whose every failure is one of Tink's, whatever the service's library raises."""

    def __init__(self, aead: Any) -> None:
        self._aead = aead

    def encrypt(self, plaintext: bytes, associated_data: bytes) -> bytes:
        return self._ask("encrypt", plaintext, associated_data)

    def decrypt(self, ciphertext: bytes, associated_data: bytes) -> bytes:
        return self._ask("decrypt", ciphertext, associated_data)

    def _ask(self, method: str, data: bytes, associated_data: bytes) -> bytes:
        import tink

        try:
            return bytes(getattr(self._aead, method)(data, associated_data))
        except Exception as error:
            raise tink.TinkError(f"the KMS did not {method}: {type(error).__name__}") from None


def aead_of(uri: str, client: KmsClient | None = None) -> Any:
    """The AEAD of a KMS key.

    Args:
        uri: the key, such as `gcp-kms://projects/…/cryptoKeys/…`.
        client: the client to ask; None takes one that was registered with Tink, else Google's or Amazon's by the URI,
            which find their credentials where their tools do.

    Raises:
        KmsError: no client knows such keys, its package is not installed, or it found no credentials.
    """
    try:
        return _PlainErrors((client or _registered(uri) or _by_uri(uri)).get_aead(uri))
    except KmsError:
        raise
    except Exception as error:
        raise KmsError(
            f"the KMS key {uri} cannot be used ({type(error).__name__}); check its name and your credentials"
        ) from None


def _registered(uri: str) -> Any:
    import tink

    try:
        return tink.kms_client_from_uri(uri)
    except tink.TinkError:
        return None


def _by_uri(uri: str) -> Any:
    for scheme, (module, name, package) in _CLIENTS.items():
        if uri.startswith(scheme):
            try:
                client = getattr(importlib.import_module(module), name)
            except ImportError:
                raise KmsError(f"keys at {scheme} need a client; install it with: pip install '{package}'") from None
            return client(uri, None)
    raise KmsError(
        f"{uri} is the key of no KMS that is known; use {' or '.join(f'{scheme}…' for scheme in _CLIENTS)}, "
        "or register a client of your own with tink.register_kms_client"
    )
