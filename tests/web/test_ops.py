"""What operators and researchers ask for: alive, ready, figures; and nothing about anybody."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient

from rvr_portal import create_app
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import arrivals
from rvr_portal.settings import Settings
from rvr_portal.store.database import Database
from tests import cast


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
