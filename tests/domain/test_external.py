"""Join addresses: only https, only hosts that the force lists, whatever somebody pastes."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rvr_portal.domain.errors import AddressRefused
from rvr_portal.domain.external import LONGEST, Provider, checked, is_rule

PROVIDERS = (
    Provider("GoodSAM", ("meet.provider.example", "*.video.example")),
    Provider("Other", ("xn--mnchen-3ya.example", "desk.example")),
)
HOSTS = ("meet.provider.example", "eu.video.example", "a.b.video.example", "xn--mnchen-3ya.example")
# Each is read as another host by some program, or is no plain address at all.
TRICKS = [
    "", "https://", "meet.provider.example/x", "//meet.provider.example/x",
    "http://meet.provider.example/x", "ftp://meet.provider.example/x",
    "javascript:alert(1)//https://meet.provider.example/", "data:text/html,x",
    "https:meet.provider.example", "https:/meet.provider.example", "https:///meet.provider.example",
    "https://meet.provider.example@evil.example/", "https://evil.example@meet.provider.example/",
    "https://a:b@meet.provider.example/", "https://meet.provider.example:443@evil.example/",
    "https://meet.provider.example:443/", "https://meet.provider.example:8443/x",
    "https://meet.provider.example:/", "https://meet.provider.example\\@evil.example/",
    "https://evil.example\\.meet.provider.example/", "https:\\\\meet.provider.example\\x",
    "https://meet.provider.example/a\\b", "https://meet.provider.example/a b",
    "https://meet.provider.example/a\tb", "https://meet.provider.example/a\nb",
    "https://meet.pro\nvider.example/", "https://meet.provider.example/\x00",
    "https://meet.provider.example/\u202etxt", "https://meet.provider.example/ü",
    "https://meet.provider.example./x", "https://.meet.provider.example/",
    "https://meet..provider.example/", "https://-x.video.example/", "https://x-.video.example/",
    "https://meet.provider.example%2eevil.example/", "https://meet%2eprovider.example/",
    "https://meet.provider.example/%", "https://meet.provider.example/%4", "https://meet.provider.example/%zz",
    "https://meet.provider.example/#a#b", "https://meet.provider.example/<x>",
    'https://meet.provider.example/"x"', "https://meet.provider.example/{x}",
    "https://video.example/x", "https://evilvideo.example/x", "https://video.example.evil.example/",
    "https://meet.provider.example.evil.example/", "https://x.meet.provider.example/",
    "https://evil.example/meet.provider.example", "https://evil.example?https://meet.provider.example",
    "https://evil.example#https://meet.provider.example", "https://provider.example/",
    "https://127.0.0.1/", "https://[::1]/", "https://2130706433/", "https://0x7f.1/", "https://1.2.3.4.video/",
    "https://localhost/", "https://münchen.example/", "https://ｍeet.provider.example/",
    "https://meet。provider。example/", "https://m\u00adeet.provider.example/",
    "https://des\u212a.example/", "https://de\u017fk.example/", "https://DE\u017fK.example/",
    "https://meet.provider.example/x@y", "https://meet.provider.example/" + "x" * LONGEST,
]  # fmt: skip
SAFE = st.text("abcXYZ019-._~:/?[]!$&'()*+,;=", max_size=60)


@pytest.mark.parametrize("told", TRICKS, ids=repr)
def test_a_trick_is_refused(told: str) -> None:
    with pytest.raises(AddressRefused):
        checked(told, PROVIDERS)


@given(host=st.sampled_from(HOSTS), path=SAFE, fragment=SAFE.filter(lambda it: "#" not in it))
def test_whatever_the_provider_puts_behind_its_host_stays(
    host: str, path: str, fragment: str
) -> None:
    """Tokens live in path and query, keys of encryption in the fragment: no letter may change."""
    url = f"https://{host}/{path}#{fragment}"
    assert checked(f"  {url}\r\n", PROVIDERS).url == url


@given(st.text(max_size=80), st.sampled_from(HOSTS), st.text(max_size=80))
@example("https://", "meet.provider.example", "@evil.example")
@example("https://evil.example/", "meet.provider.example", "")
def test_what_is_taken_leads_to_a_host_of_the_list(before: str, host: str, after: str) -> None:
    for told in (f"{before}{host}{after}", f"https://{host}{after}", f"https://{before}{host}"):
        try:
            address = checked(told, PROVIDERS)
        except AddressRefused:
            continue
        parts = urlsplit(address.url)
        assert (parts.scheme, parts.username, parts.password, parts.port) == ("https", *[None] * 3)
        assert parts.netloc == parts.hostname
        assert any(parts.netloc == it or parts.netloc.endswith(".video.example") for it in HOSTS)
        assert address.url.isascii()
        assert address.url.isprintable()
        assert " " not in address.url


def test_large_letters_of_the_host_are_made_small_and_those_behind_it_kept() -> None:
    address = checked("HTTPS://Meet.Provider.EXAMPLE/Room?T=aB", PROVIDERS)
    assert address.url == "https://meet.provider.example/Room?T=aB"
    assert (address.provider, address.rule) == ("GoodSAM", "meet.provider.example")


def test_a_name_below_a_listed_one_is_told_as_it_is_listed() -> None:
    """A room's own name before the host can be a secret like a token: the list's words are told instead."""
    address = checked("https://room-7f3a.video.example", PROVIDERS)
    assert address.rule == "*.video.example"


def test_a_host_of_any_provider_is_taken() -> None:
    assert checked("https://xn--mnchen-3ya.example/", PROVIDERS).provider == "Other"


def test_without_a_list_nothing_is_taken() -> None:
    with pytest.raises(AddressRefused):
        checked("https://meet.provider.example/", ())


@pytest.mark.parametrize("rule", ["a.example", "*.a.example", "xn--mnchen-3ya.example", "a-1.b.uk"])
def test_a_host_that_may_be_listed(rule: str) -> None:
    assert is_rule(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "", "*", "*.", "*.uk", "uk", "A.example", "a.example.", ".a.example", "a_b.example", "a.*.example",
        "*a.example", "https://a.example", "a.example/x", "a.example:443", "127.0.0.1", "[::1]", "münchen.example",
        "a b.example", "a.example\n", "x.localhost", "printer.local", f"{'a' * 64}.example",
        "a." * 126 + "example",
    ],
)  # fmt: skip
def test_a_host_that_may_not_be_listed(rule: str) -> None:
    assert not is_rule(rule)
