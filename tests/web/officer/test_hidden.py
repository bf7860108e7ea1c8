"""What an officer reads while she hides her page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from rvr_portal.domain.needs import Needs
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import calls, hiding, journey
from tests import cast

HIDDEN = "She has hidden her page: somebody may be near. Do not ring or text her."


@pytest.mark.parametrize(
    ("while_hidden", "joined", "told"),
    [
        ("quiet", False, "The call begins when she comes back."),
        ("quiet", True, "You do not see or hear each other until she comes back."),
        ("sound", True, "She hears you, and so may they. Say nothing until she speaks to you."),
    ],
)
def test_it_says_what_to_do(
    console: FlaskClient, portal: Portal, while_hidden: str, joined: bool, told: str
) -> None:
    visit = cast.a_visit(portal, State.CHOOSING).visit
    visit = journey.tell_needs(portal, visit, Needs(while_hidden=while_hidden), "Jo")
    visit = journey.finish_checks(portal, visit, "video")
    if joined:
        visit = calls.join(portal, visit.id, cast.an_officer(portal, email="other@force.example"))
    portal.presence.here(visit.id, "victim", portal.now())
    hiding.hide(portal, visit)
    page = console.get(f"/officer/visits/{visit.id}").text
    assert f"{HIDDEN} {told}" in page
    hiding.show(portal, visit)
    page = console.get(f"/officer/visits/{visit.id}").text
    assert HIDDEN not in page
    assert "She hid the page" in page
