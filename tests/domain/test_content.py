from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal.domain.advice import AdvicePack, NotOffered, Point, Refusal, Topic
from rvr_portal.domain.content import Content
from rvr_portal.domain.force import Force
from rvr_portal.domain.harmless import Harmless
from rvr_portal.domain.languages import Languages
from rvr_portal.domain.support import Confidence, Contact, SignOff
from rvr_portal.domain.words import Words

SIGNED = SignOff("A. Lead", date(2026, 1, 1))


def contact(contact_id: str, **facts: object) -> Contact:
    words = Words({"en": contact_id})
    basic = Contact(contact_id, words, words, ("everyone",), ("uk",), Confidence.SEED)
    return replace(basic, **facts)  # type: ignore[arg-type]


def topic(topic_id: str, contacts: tuple[str, ...] = (), **facts: object) -> Topic:
    words = Words({"en": topic_id, "cy": topic_id.upper()})
    points = (Point(words),)
    basic = Topic(topic_id, "law", words, ("everyone",), points, contacts, "part", "lead")
    return replace(basic, **facts)  # type: ignore[arg-type]


CONTENT = Content(
    harmless=Harmless(title=Words({"en": "Soup"}), lines=(Words({"en": "Serves 4."}),)),
    force=Force(
        id="anywhere",
        name=Words({"en": "Anywhere"}),
        title=Words({"en": "Video appointment"}),
        exit_url="https://example.org",
        nation="england",
        areas=("uk",),
        show_drafts=True,
        always_contacts=("police",),
        always_topics=("danger",),
        suggested_contacts=("local",),
    ),
    languages=Languages({}),
    contacts={
        one.id: one
        for one in (
            contact("police"),
            contact("local"),
            contact("refuge"),
            contact("guess", confidence=Confidence.GENERAL_KNOWLEDGE),
            contact("change", who_for=("perpetrators",)),
        )
    },
    topics={
        one.id: one
        for one in (
            topic("danger"),
            topic("housing", ("police", "refuge", "guess", "change", "local")),
            topic("leaving", needs_safe_device=True),
        )
    },
    unreviewed=("cy",),
)
LIVE = replace(CONTENT, force=replace(CONTENT.force, show_drafts=False))


def ids(entries: Iterable[object]) -> list[str]:
    return [entry.id for entry in entries]  # type: ignore[attr-defined]


def test_a_pack_keeps_the_order_and_says_nothing_twice() -> None:
    pack = CONTENT.pack(
        ["housing", "housing"], ["refuge", "local", "refuge"], phone_is_private=False
    )
    assert pack == AdvicePack(("housing",), ("refuge", "local"))


@pytest.mark.parametrize(
    ("topics", "contacts", "refusal"),
    [
        (["nothing"], [], Refusal.UNKNOWN),
        (["leaving"], [], Refusal.NEEDS_PRIVATE_PHONE),
        ([], ["nobody"], Refusal.UNKNOWN),
        ([], ["guess"], Refusal.UNVERIFIED),
    ],
)
def test_what_may_not_be_chosen(topics: list[str], contacts: list[str], refusal: Refusal) -> None:
    with pytest.raises(NotOffered) as refused:
        CONTENT.pack(topics, contacts, phone_is_private=False)
    assert refused.value.refusal is refusal
    assert refused.value.entry == (topics + contacts)[0]


def test_a_live_force_cannot_choose_what_nobody_signed_off() -> None:
    assert LIVE.topic_refusal("housing", phone_is_private=True) is Refusal.NOT_SIGNED_OFF
    assert LIVE.contact_refusal("local") is Refusal.NOT_SIGNED_OFF
    signed = replace(LIVE, contacts={"local": contact("local", signed_off=SIGNED)})
    assert signed.contact_refusal("local") is None


def test_suggestions_are_local_first_and_never_for_people_who_harm() -> None:
    assert CONTENT.suggestions(["housing", "gone"]) == ("local", "refuge")
    assert CONTENT.pack([], ["change"], phone_is_private=False).contacts == ("change",)


def test_the_page_has_what_everybody_gets_and_what_was_chosen() -> None:
    page = CONTENT.aftercare(AdvicePack(("danger", "leaving"), ("police", "refuge")), "cy")
    assert ids(page.always_topics) == ["danger"]
    assert ids(page.topics) == ["leaving"]
    assert ids(page.always_contacts) == ["police"]
    assert ids(page.contacts) == ["refuge"]
    assert page.topics[0].title == ("LEAVING", "cy")
    assert page.topics[0].points == (("LEAVING", "cy"),)


def test_an_entry_that_has_gone_since_leaves_the_rest_of_the_page() -> None:
    page = CONTENT.aftercare(AdvicePack(("gone", "housing"), ("gone", "guess", "local")), "en")
    assert ids(page.topics) == ["housing"]
    assert ids(page.contacts) == ["local"]


def test_the_force_says_which_of_rival_lines_holds() -> None:
    rival = topic("danger", points=(Point(Words({"en": "Old."}), variant="old"),))
    content = replace(CONTENT, topics={"danger": rival})
    assert content.aftercare(AdvicePack(), "en").always_topics == ()
    force = replace(CONTENT.force, variants={"danger": "old"})
    page = replace(content, force=force).aftercare(AdvicePack(), "en")
    assert [str(text) for text in page.always_topics[0].points] == ["Old."]


def test_drafts_and_checks_that_are_due_are_counted() -> None:
    content = replace(
        CONTENT,
        contacts={"a": contact("a"), "b": contact("b", signed_off=SIGNED)},
        topics={"c": topic("c", signed_off=SIGNED), "d": topic("d")},
    )
    drafts = content.drafts()
    assert (drafts.contacts, drafts.topics, drafts.languages) == (("a",), ("d",), ("cy",))
    assert content.due(date(2026, 11, 24)) == ("b", "c")
    assert content.due(date(2026, 2, 1)) == ()


@given(
    st.lists(st.sampled_from([*CONTENT.topics, "gone"])),
    st.lists(st.sampled_from([*CONTENT.contacts, "gone"])),
    st.booleans(),
)
def test_a_pack_that_is_accepted_is_shown_whole(
    topics: list[str], contacts: list[str], private: bool
) -> None:
    try:
        pack = CONTENT.pack(topics, contacts, phone_is_private=private)
    except NotOffered:
        return
    page = CONTENT.aftercare(pack, "en")
    assert {*ids(page.topics), "danger"} == {*topics, "danger"}
    assert {*ids(page.contacts), "police"} == {*contacts, "police"}
