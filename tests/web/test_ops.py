"""What operators and researchers ask for: alive, ready, figures; and nothing about anybody."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient

from rvr_portal import create_app
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import arrivals, calls, figures, housekeeping
from rvr_portal.settings import Settings
from rvr_portal.store.database import Database
from tests import cast
from tests.domain.test_figures import TOLD
from tests.fakes import Clock


def test_the_process_is_alive_whatever_the_database_does(
    settings: Settings, portal: Portal
) -> None:
    gone = dataclasses.replace(portal, store=Database("sqlite:////no/such/folder/x.sqlite3"))
    client = create_app(settings, gone).test_client()
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").status_code == 503


def test_it_is_ready_with_the_newest_schema(client: FlaskClient, portal: Portal) -> None:
    assert client.get("/readyz").text == "ok\n"
    with portal.store.transaction() as rows:
        rows.visits._db.exec_driver_sql("DELETE FROM alembic_version")  # type: ignore[attr-defined]
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "database: run db upgrade\n")


def test_figures_count_states_and_name_nobody(client: FlaskClient, portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    cast.a_visit(portal, State.WAITING)
    cast.a_visit(portal, State.LEFT)
    answer = client.get("/metrics")
    assert answer.mimetype == "text/plain"
    assert 'rvr_visits{state="waiting"} 2.0' in answer.text
    assert 'rvr_visits{state="left"} 1.0' in answer.text
    assert 'rvr_visits{state="in_call"} 0.0' in answer.text
    for name in (visit.id, "Jo", "force.example", cast.NUMBER):
        assert name not in answer.text
    assert all(f'state="{state}"' in answer.text for state in State)


def sample(text: str, name: str) -> float:
    """One figure, which counts everything since the process began."""
    found = [it.split()[-1] for it in text.splitlines() if it.startswith(f"{name} ")]
    return float(found[0])


def test_calls_are_counted_by_their_end_and_measured_when_over(
    client: FlaskClient, portal: Portal, clock: Clock
) -> None:
    names = {
        'rvr_calls_ended_total{by="victim",reason="left_quickly"}': 1,
        "rvr_call_step_downs_total": 4,
        "rvr_call_recoveries_total": 6,
        "rvr_call_join_seconds_count": 1,
        "rvr_call_first_frame_seconds_count": 2,
        'rvr_call_loss_percent_bucket{le="2.0"}': 2,
        'rvr_call_concealed_percent_bucket{le="3.0"}': 2,
    }
    before = client.get("/metrics").text
    arrival = cast.a_visit(portal, State.IN_CALL)
    for side, changed in {"victim": {}, "officer": {"join_ms": None, "step_downs": 3}}.items():
        told = json.dumps({**TOLD, **changed}).encode()
        figures.receive(portal, arrival.visit, side, told)
    arrivals.leave(portal, arrival.key)
    clock.moves(seconds=31)
    housekeeping.tidy(portal)
    after = client.get("/metrics").text
    grown = {name: sample(after, name) - sample(before, name) for name in names}
    assert grown == names
    assert arrival.visit.id not in after


def test_practice_and_what_a_phone_lacks_are_not_counted(
    client: FlaskClient, portal: Portal, clock: Clock
) -> None:
    ended = 'rvr_calls_ended_total{by="victim",reason="hung_up"}'
    before = client.get("/metrics").text
    waiting = cast.a_visit(portal, State.WAITING, practice=True).visit
    calls.hang_up(portal, calls.practise(portal, waiting).id, by="victim")
    visit = cast.a_visit(portal, State.IN_CALL).visit
    figures.receive(portal, visit, "victim", json.dumps({**TOLD, "first_frame_ms": None}).encode())
    calls.hang_up(portal, visit.id, by="victim")
    clock.moves(seconds=31)
    housekeeping.tidy(portal)
    after = client.get("/metrics").text
    assert sample(after, ended) - sample(before, ended) == 1
    frames = "rvr_call_first_frame_seconds_count"
    assert sample(after, frames) == sample(before, frames)


def test_a_state_that_empties_counts_nothing(client: FlaskClient, portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.WAITING)
    client.get("/metrics")
    arrivals.leave(portal, arrival.key)
    assert 'rvr_visits{state="waiting"} 0.0' in client.get("/metrics").text


def test_where_to_tell_of_a_weakness(settings: Settings, portal: Portal) -> None:
    told = dataclasses.replace(settings, security_contact="mailto:security@force.example")
    text = create_app(told, portal).test_client().get("/.well-known/security.txt").text
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"] == "mailto:security@force.example"
    assert datetime.fromisoformat(fields["Expires"]) > portal.now()


def test_where_nobody_is_named_there_is_no_such_file(client: FlaskClient) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404


def test_search_engines_are_sent_away(client: FlaskClient) -> None:
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_no_icon_tells(client: FlaskClient) -> None:
    assert client.get("/favicon.ico").status_code == 204


def test_nobody_who_watches_the_machine_gets_a_cookie(app: Flask) -> None:
    for path in ("/healthz", "/readyz", "/metrics", "/robots.txt", "/favicon.ico"):
        assert "Set-Cookie" not in app.test_client().get(path).headers
