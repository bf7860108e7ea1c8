from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rvr_portal.domain.advice import ContentError, NotOffered, Point, Refusal, Topic
from rvr_portal.domain.support import SignOff
from rvr_portal.domain.words import Words

SIGNED = SignOff("A. Lead", date(2026, 11, 1))


def point(text: str, to_verify: str | None = None, variant: str | None = None) -> Point:
    return Point(Words({"en": text}), to_verify, variant)


ORDERS = Topic(
    id="orders",
    group="law",
    title=Words({"en": "Orders"}),
    tags=("everyone",),
    points=(
        point("Certain."),
        point("Doubtful.", "all of it"),
        point("Old law.", variant="old"),
        point("New law.", variant="new"),
    ),
    contacts=(),
    basis="part",
    review_by="legal",
)


def read(topic: Topic, variant: str | None = None) -> list[str]:
    return [str(words) for words in topic.shown_points(variant)]


def test_a_point_to_verify_is_left_out_until_signed_off() -> None:
    assert ORDERS.draft
    assert ORDERS.to_verify == (2,)
    assert read(ORDERS) == ["Certain."]
    assert read(replace(ORDERS, signed_off=SIGNED)) == ["Certain.", "Doubtful."]


def test_rival_lines_show_only_where_the_force_says_which_holds() -> None:
    assert read(ORDERS, "old") == ["Certain.", "Old law."]
    assert read(ORDERS, "new") == ["Certain.", "New law."]


def test_a_topic_without_a_checked_point_cannot_be_chosen() -> None:
    empty = replace(ORDERS, points=(point("Doubtful.", "all of it"),))
    assert empty.refusal(variant=None, phone_is_private=True) is Refusal.NOTHING_TO_SHOW
    signed = replace(empty, signed_off=SIGNED)
    assert signed.refusal(variant=None, phone_is_private=True) is None


def test_a_topic_that_betrays_her_needs_a_phone_that_nobody_else_sees() -> None:
    leaving = replace(ORDERS, needs_safe_device=True)
    assert leaving.refusal(variant=None, phone_is_private=False) is Refusal.NEEDS_PRIVATE_PHONE
    assert leaving.refusal(variant=None, phone_is_private=True) is None
    assert ORDERS.refusal(variant=None, phone_is_private=False) is None


def test_errors_say_in_one_line_what_is_wrong() -> None:
    assert str(ContentError("a.toml", 7, "name is missing")) == "a.toml:7: name is missing"
    refused = NotOffered("orders", Refusal.UNVERIFIED)
    assert (refused.code, str(refused)) == ("not_offered", "orders: unverified")
    with pytest.raises(NotOffered):
        raise refused
