"""Browsers: one that holds a visit, and an application that checks every form as in real life."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rvr_portal import create_app
from rvr_portal.domain.visit import State, Visit
from rvr_portal.ports import Portal
from rvr_portal.services import board
from rvr_portal.settings import Settings
from tests import cast

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Browser:
    """One browser that holds a visit in some state."""

    def __init__(self, app: Flask, portal: Portal, state: State, **visit: object) -> None:
        arrival = cast.a_visit(portal, state, **visit)
        self.portal, self.id, self.key = portal, arrival.visit.id, arrival.key
        self.client = app.test_client()
        with self.client.session_transaction() as session:
            session["k"] = arrival.key

    @property
    def visit(self) -> Visit:
        """The visit as it stands now."""
        return board.card(self.portal, self.id).visit

    @property
    def acts(self) -> list[str]:
        """What has happened so far."""
        return [entry.act for entry in board.timeline(self.portal, self.id)]


Holds = Callable[..., Browser]


@pytest.fixture
def holds(app: Flask, portal: Portal) -> Holds:
    def made(state: State, **visit: object) -> Browser:
        return Browser(app, portal, state, **visit)

    return made


@pytest.fixture
def guarded(settings: Settings, portal: Portal) -> Flask:
    """The application with every check on."""
    return create_app(settings, portal)


def form_token(page: str) -> str:
    """The token of the first form of a page."""
    found = _TOKEN.search(page)
    assert found, "the page has no form"
    return found[1]


def opened(guarded: Flask, portal: Portal) -> tuple[FlaskClient, Visit]:
    """A browser that opened a link as a person does: looked, then tapped."""
    visit, token = cast.a_link(portal)
    client = guarded.test_client()
    page = client.get(f"/j/{token}").text
    answer = client.post(f"/j/{token}", data={"csrf_token": form_token(page)})
    assert answer.status_code == 303
    return client, visit
