"""Personal facts: sealed as a whole, opened only under the visit's own key and for that visit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rvr_portal.domain.errors import SealBroken
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import private
from rvr_portal.services.private import Private
from tests import cast


def test_what_was_told_is_read_again_word_for_word(portal: Portal) -> None:
    told = replace(cast.a_private(portal), called="Zoë 🌙", later="after six", where="the back")
    key = portal.vault.new_key()
    visit = replace(
        cast.a_visit(portal, State.WAITING).visit,
        key=key,
        private=private.sealed(portal, "abc", key, told),
        id="abc",
    )
    assert private.read(portal, visit) == told


def test_nothing_agreed_is_read_as_nothing(portal: Portal) -> None:
    key = portal.vault.new_key()
    visit = cast.a_visit(portal, State.WAITING).visit
    sealed = private.sealed(portal, visit.id, key, Private())
    assert private.read(portal, replace(visit, key=key, private=sealed)) == Private()


def test_what_was_sealed_for_one_visit_does_not_open_in_another(portal: Portal) -> None:
    one, other = (cast.a_visit(portal, State.WAITING).visit for _ in range(2))
    for stolen in (
        replace(other, private=one.private),
        replace(other, private=one.private, key=one.key),
    ):
        with pytest.raises(SealBroken):
            private.read(portal, stolen)


def test_without_key_or_content_nothing_is_known(portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    assert private.read(portal, replace(visit, key=None)) == Private()
    assert private.read(portal, replace(visit, private=None)) == Private()
