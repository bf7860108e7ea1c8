"""Easy words and pictures: a step is a picture, a sentence and its buttons, and the rest a tap away."""

from __future__ import annotations

import pytest
from flask import Flask

from rvr_portal.domain.visit import State
from tests.web.conftest import Holds

SENTENCES = {
    State.OPENED: "Tap “Yes, I am alone” if nobody can see or hear you.",
    State.CHOOSING: "Choose how you want to talk. The rest can stay as it is.",
    State.CHECKING: "Tap “Check now” to try your phone, or go on.",
    State.WAITING: "Stay on this page. The officer comes to you here.",
    State.IN_CALL: "Talk with your officer here.",
    State.AFTER: "This can help you.",
    State.UNSAFE: "Tell us what we should do.",
}


@pytest.mark.parametrize("state", SENTENCES)
def test_each_step_has_a_picture_and_a_sentence(holds: Holds, state: State) -> None:
    client = holds(state).client
    assert "<svg" not in client.get("/v").text
    page = client.get("/v?easy=1").text
    assert SENTENCES[state] in page
    assert page.count('<svg viewBox="0 0 120 64"') == 1
    assert 'aria-hidden="true"' in page
    assert SENTENCES[state] in client.get("/v", headers={"HX-Request": "true"}).text
    assert SENTENCES[state] not in client.get("/v?easy=0").text
    assert SENTENCES[state] not in client.get("/v").text


def test_what_is_left_out_is_a_tap_away(holds: Holds) -> None:
    page = holds(State.CHOOSING).client.get("/v?easy=1").text
    folded = page[page.index("Read more") : page.index("</details>", page.index('name="fallback"'))]
    for name in ("called", "speaks", "interpreter", "fallback", "while_hidden"):
        assert f'name="{name}"' in folded
    assert page.index('name="media"') < page.index('name="called"')


def test_a_browser_without_a_visit_gets_no_cookie(app: Flask) -> None:
    assert "Set-Cookie" not in app.test_client().get("/v?easy=1").headers


@pytest.mark.parametrize("told", ["2", "yes", ""])
def test_anything_else_changes_nothing(holds: Holds, told: str) -> None:
    client = holds(State.OPENED).client
    client.get("/v?easy=1")
    assert SENTENCES[State.OPENED] in client.get(f"/v?easy={told}").text
