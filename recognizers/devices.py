"""Numbers of devices and lines: IMEI, ICCID, IMSI, MAC and IP addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import AddressValueError, IPv6Address
from typing import ClassVar, Final

from slor.recognizers import gates
from slor.recognizers.payments import has_luhn
from slor.recognizers.recognizer import IdentifierRecognizer, Match
from slor.recognizers.scan import Scan

_SUBSCRIBER_PREFIXES: Final = ("238", "242", "240", "244", "274", "288", "290", "262", "260", "234")


class ImeiRecognizer(IdentifierRecognizer):
    """IMEIs of fifteen digits (sixteen with software version); Luhn or words must speak for them."""

    ENTITY: ClassVar[str] = "IMEI"
    CONTEXT: ClassVar[tuple[str, ...]] = ("imei", "imei-nummer", "telefonens serienummer")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for run in scan.runs:
            count = len(run.digits)
            if run.embedded or run.plus or count not in (14, 15, 16, 17) or ":" in run.gaps:
                continue  # an address with its port: 198.51.100.217:4500
            kind, weight = scan.label(run)
            score = 0.0
            if count == 15:
                score = 0.6 + 0.15 * has_luhn(run.digits) + 0.1 * run.digits.startswith(("35", "86", "01"))
            if kind == "IMEI":
                score = max(score, 0.75) + 0.2 * weight
            elif kind == "IMSI":
                score -= 0.3
            if score > 0:
                yield Match(run.start, run.end, min(score, 0.98))


class IccidRecognizer(IdentifierRecognizer):
    """SIM card numbers: 18 to 22 digits that begin with 89, the telecommunications prefix (ITU-T E.118)."""

    ENTITY: ClassVar[str] = "ICCID"
    CONTEXT: ClassVar[tuple[str, ...]] = ("iccid", "sim", "simkort", "sim-kort", "simnummer")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for run in scan.runs:
            count = len(run.digits)
            if run.embedded or run.plus or not 17 <= count <= 22:
                continue
            kind, weight = scan.label(run)
            score = 0.85 if run.digits.startswith("89") and count >= 18 else 0.0
            if kind == "ICCID":
                score = max(score, 0.7) + 0.1 * weight
            if score > 0:
                yield Match(run.start, run.end, min(score + 0.03 * has_luhn(run.digits), 0.98))


class ImsiRecognizer(IdentifierRecognizer):
    """IMSIs: fifteen digits that begin with a mobile country code, where the text names them."""

    ENTITY: ClassVar[str] = "IMSI"
    CONTEXT: ClassVar[tuple[str, ...]] = ("imsi", "imsi-nummer")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for run in scan.runs:
            if run.embedded or len(run.digits) not in (14, 15):
                continue
            kind, weight = scan.label(run)
            known = run.digits.startswith(_SUBSCRIBER_PREFIXES)
            if kind == "IMSI":
                yield Match(run.start, run.end, 0.8 + 0.1 * weight + 0.05 * known)
            elif known and len(run.digits) == 15 and not has_luhn(run.digits):
                yield Match(run.start, run.end, 0.62)


_HEX_PAIRS: Final = re.compile(
    r"(?<![\w:])(?<!\d\.)[0-9a-f]{2}(?:([:-]|[ .](?=[0-9a-f]{2}\b))[0-9a-f]{2}){2,7}(?![\w:]*[g-zæøå])"
)
_HEX_QUADS: Final = re.compile(r"(?<![\w.])[0-9a-f]{4}[.-][0-9a-f]{4}[.-][0-9a-f]{4}(?![\w.]*\w)")
_HEX_SIXES: Final = re.compile(r"(?<![\w:])[0-9a-f]{6}[ :-]?[0-9a-f]{6}(?!\w)")
_HEX_LOOSE: Final = re.compile(r"(?<!\w)[0-9a-f]{1,4}(?: [0-9a-f]{1,4}){3,11}(?!\w)")


class NordicMacRecognizer(IdentifierRecognizer):
    """MAC addresses (EUI-48) with colons, hyphens, points, spaces or nothing between the octets."""

    ENTITY: ClassVar[str] = "MAC_ADDRESS"
    CONTEXT: ClassVar[tuple[str, ...]] = ("mac", "mac-adresse", "macadresse", "mac-adressa")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        if gates.HEX_PAIRS.search(scan.lower):
            yield from self._pairs(scan)
        if gates.HEX_BLOCKS.search(scan.lower):
            yield from self._blocks(scan)

    def _blocks(self, scan: Scan) -> Iterable[Match]:
        lower = scan.lower
        for found in _HEX_QUADS.finditer(lower):
            if not found[0].replace("-", "").replace(".", "").isdigit() or self._named(scan, found.start()):
                yield Match(found.start(), found.end(), 0.9)
        for found in _HEX_SIXES.finditer(lower):
            letters = sum(c.isalpha() for c in found[0])
            digits = sum(c.isdigit() for c in found[0])
            if letters and digits and (letters + digits == 12) and (letters > 1 or self._named(scan, found.start())):
                yield Match(found.start(), found.end(), 0.75)

    def _pairs(self, scan: Scan) -> Iterable[Match]:
        for found in _HEX_PAIRS.finditer(scan.lower):
            yield from self._judge(scan, found, whole=found[1] in (":", "-"))
        for found in _HEX_LOOSE.finditer(scan.lower):
            octets = found[0].replace(" ", "")
            if len(octets) == 12 and any(c.isalpha() for c in octets) and sum(c.isdigit() for c in octets) >= 3:
                yield Match(found.start(), found.end(), 0.7)

    def _judge(self, scan: Scan, found: re.Match[str], *, whole: bool) -> Iterable[Match]:
        value = re.sub(r"[ :.-]", "", found[0])
        lettered = any(c.isalpha() for c in value)
        named = self._named(scan, found.start())
        if len(value) == 12 and (lettered or named or whole):
            if lettered or named or found[1] == ":":
                yield Match(found.start(), found.end(), 0.95 if lettered else 0.75)
        elif found[1] == ":" and len(value) in (6, 8, 10) and (lettered or named) and any(c.isdigit() for c in value):
            yield Match(found.start(), found.end(), 0.7)
        elif named and len(value) in (6, 8) and lettered and any(c.isdigit() for c in value):
            yield Match(found.start(), found.end(), 0.6)

    @staticmethod
    def _named(scan: Scan, position: int) -> bool:
        return any(kind == "MAC" for _, kind in scan.before(position, 80))


_IPV4: Final = re.compile(
    r"(?<![\w.])(\d{1,3})( ?\. ?| punktum | prik | punkt | dot )(\d{1,3})\2(\d{1,3})\2(\d{1,3})(?![\w]|\.\d)"
    r"(?:/\d{1,2}(?![\w.]))?"
)
_IPV6: Final = re.compile(
    r"(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?:\d{1,3}(?:\.\d{1,3}){3})?(?![\w:])"
    r"(?:%[0-9a-z]{1,12}|/\d{1,3}(?![\w.]))?"
)
_NOT_PERSONAL: Final = frozenset(
    "0.0.0.0 127.0.0.1 255.255.255.0 255.255.255.255 1.1.1.1 8.8.8.8 8.8.4.4 9.9.9.9 1.0.0.1".split()
)
"""Addresses of nobody: unset, this machine, masks, and the public name servers that everybody is told to use."""


class NordicIpAddressRecognizer(IdentifierRecognizer):
    """IP addresses, version 4 and 6 in all forms of RFC 4291, and version 4 with its points read aloud."""

    ENTITY: ClassVar[str] = "IP_ADDRESS"
    CONTEXT: ClassVar[tuple[str, ...]] = ("ip", "ip-adresse", "ipadresse", "ip-adressa", "gateway")

    def find(self, scan: Scan) -> Iterable[Match]:
        """See `IdentifierRecognizer.find`."""
        for found in _IPV4.finditer(scan.lower) if gates.IP_V4.search(scan.lower) else ():
            octets = [found[1], found[3], found[4], found[5]]
            if any(int(o) > 255 for o in octets) or ".".join(octets) in _NOT_PERSONAL:
                continue
            score = 0.9
            if found[2] == "." and (
                (found.start() and scan.text[found.start() - 1] == "/") or _is_version(scan, found.start())
            ):
                score = 0.3
            elif found[2] == "." and all(len(o) == 2 for o in octets):
                score = 0.6  # a Danish phone number may be grouped like this
            elif all(len(o) == 1 for o in octets) and not scan.named(found.start(), ("IP",), 80):
                score = 0.3  # a chapter: 3.4.2.1
            yield Match(found.start(), found.end(), score)
        if gates.IP_V6.search(scan.lower):
            for found in _IPV6.finditer(scan.lower):
                value = re.split("[%/]", found[0])[0]
                if value.count(":") > 1 and len(value) > 3 and _is_ipv6(value):
                    yield Match(found.start(), found.end(), 0.95)


def _is_version(scan: Scan, position: int) -> bool:
    """Whether the words before name a version of a program."""
    before = scan.lower[max(0, position - 24) : position]
    return bool(re.search(r"(?:version|versjon|firmware|build|bygg|\bv\b|release|driver)\W{0,3}(?:\w+ )?$", before))


def _is_ipv6(value: str) -> bool:
    """Whether a text is an IPv6 address with at least one letter, or a double colon and a digit."""
    try:
        IPv6Address(value)
    except AddressValueError:
        return False
    return any(c.isdigit() for c in value) or len(value) > 6
