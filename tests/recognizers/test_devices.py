"""Numbers of devices and lines."""

from __future__ import annotations

import pytest

from slor.recognizers.devices import (
    IccidRecognizer,
    ImeiRecognizer,
    ImsiRecognizer,
    NordicIpAddressRecognizer,
    NordicMacRecognizer,
)


@pytest.mark.parametrize(
    "marked",
    [
        "IMEI [[352811049912047]]",
        "imei: [[35 281104 991204 7]]",
        "imei [[35-281104-991204-7]]",
        "imei-nummeret er [[3528110499120471]]",
        "[[352811049912047]] står der",
        "imei [[３５２８１１０４９９１２０４７]]",
        # near misses
        "imei er langt",
        "3528110499",
        "12345678901234567890",
    ],
)
def test_imei(found, marked):
    assert found(ImeiRecognizer, marked) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "sim [[8945010012345678903]]",
        "ICCID: [[8947 0489 6223 3061 638]]",
        "simkortnummer [[89450100123456789031]]",
        "[[8945010012345678903]]",
        "iccid [[8945\u00a00100\u00a01234\u00a05678\u00a0903]]",
        # near misses
        "begynder med 8945",
        "sim 894501",
        "målerid 707057500012345678",
    ],
)
def test_iccid(found, marked):
    assert found(IccidRecognizer, marked) == marked


@pytest.mark.parametrize(
    "marked",
    ["imsi [[238011234567890]]", "IMSI: [[242 01 1234567890]]", "imsi er hemmelig", "nummer 123456789012345"],
)
def test_imsi(found, marked):
    assert found(ImsiRecognizer, marked) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "mac [[3c:84:6a:12:ff:09]]",
        "[[3C-84-6A-12-FF-09]]",
        "mac [[3c84.6a12.ff09]]",
        "mac [[3c 84 6a 12 ff 09]]",
        "routerens mac er [[3c846a12ff09]]",
        "mac [[3c846a-12ff09]]",
        "MAC: [[００:1e:80:4c:a1:0b]]",
        "mac [[3c:84:6a:12:ff\u200b:09]]",
        "lease 10.0.0.23 [[58:b2:48:a8:a8:0a]] host",
        # near misses
        "kl. 12:34:56",
        "den er fe80",
        "ab cd ef",
        "uge 12-13-14",
        "2001:db8::1 er ipv6",
        "12-34-56-78-90-12",
    ],
)
def test_mac(found, marked):
    assert found(NordicMacRecognizer, marked) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "ip [[192.168.1.22]]",
        "gateway, der skal være [[93.162.80.43]]. Nej",
        "[[84.212.10.77]] i følge dere",
        "ip-adressen [[10.0.0.138]].",
        "ip [[192 punktum 168 punktum 1 punktum 22]]",
        "[[2a02:2f0b:8e0c:1::1f]]",
        "[[2001:db8::1]]",
        "[[2001:0db8:0000:0000:0000:ff00:0042:8329]]",
        "[[fe80::1]] lokalt",
        "[[::ffff:84.212.10.77]]",
        "[[１９２.１６８.１.２２]]",
        "har i en ip-adresse?\nja den er [[5.6.7.8]]",
        "ipv6: [[fe80::1ff:fe23:4567:890a%eth0]]",
        "[[2a02:aa7:4000:1::/64]] er mit net",
        "ip [[77.40.128.4/24]]",
        # near misses
        "3.4.2.1 Innledning",
        "jf. kap. 7.2.4.5",
        "8.8.8.8 og 1.1.1.1",
        "127.0.0.1",
        "maske 255.255.255.0",
        "version 2.4.1",
        "firmware 1.20.3.4",
        "256.1.1.1",
        "kl 10.30",
        "12:34:56",
        "§ 3.2.1.4.5",
    ],
)
def test_ip(found, marked):
    assert found(NordicIpAddressRecognizer, marked) == marked
