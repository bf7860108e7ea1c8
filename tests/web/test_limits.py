"""Limits that only a page which went wild meets; the call goes on."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.exceptions import TooManyRequests

from rvr_portal.domain.visit import State
from rvr_portal.web import limits
from tests.web.conftest import Holds

HELLO = {"peer": "abcdefgh", "to": None, "kind": "hello", "body": {}}


@pytest.mark.parametrize("what", ["LINES", "SIGNALS"])
def test_a_page_that_went_wild_is_slowed_down(
    holds: Holds, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(f"rvr_portal.web.signals.{what}", "3 per minute")
    her, another = holds(State.IN_CALL), holds(State.IN_CALL)
    path = "/v/signals" if what == "SIGNALS" else "/v/chat"

    def post(hers: FlaskClient) -> tuple[int, str]:
        line = {"text": "a", "client_id": "c" * 16}
        sent = {"json": HELLO} if what == "SIGNALS" else {"data": line}
        answer = hers.post(path, headers={"Accept": "application/json"}, **sent)
        return answer.status_code, (answer.json or {}).get("error", "")

    assert [post(her.client)[0] for _ in range(3)] == [204 if what == "SIGNALS" else 303] * 3
    assert post(her.client) == (429, "too_many")
    assert post(another.client)[0] != 429
    assert her.visit.state is State.IN_CALL
    answer = her.client.post(path, headers={"Accept": "application/json"})
    assert 0 < int(answer.headers["Retry-After"]) <= 60


def test_one_side_does_not_use_up_what_the_other_may(holds: Holds) -> None:
    her = holds(State.IN_CALL)
    for _ in range(600):
        limits.spend(limits.SIGNALS, "signal", her.id, "officer")
    with pytest.raises(TooManyRequests):
        limits.spend(limits.SIGNALS, "signal", her.id, "officer")
    assert her.client.post("/v/signals", json=HELLO).status_code == 204


def test_what_people_do_is_far_below(holds: Holds) -> None:
    her = holds(State.WAITING)
    lines = [{"text": "quick", "client_id": f"{number:016}"} for number in range(50)]
    assert {her.client.post("/v/chat", data=line).status_code for line in lines} == {303}
