"""Sign language: a film for a step, loaded when she asks for it, with captions."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from rvr_portal import create_app
from rvr_portal.adapters.content.films import films
from rvr_portal.domain.advice import ContentError
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.settings import Settings
from tests import cast


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "films").mkdir()
    (tmp_path / "films/safety.mp4").write_bytes(b"0123456789")
    (tmp_path / "films/safety.vtt").write_text("WEBVTT\n")
    return tmp_path


@pytest.fixture
def client(settings: Settings, portal: Portal, folder: Path) -> FlaskClient:
    found = films(folder / "films", folder, ["safety", "needs"])
    content = dataclasses.replace(portal.content, films=found)
    made = dataclasses.replace(portal, content=content)
    client = create_app(settings, made).test_client()
    with client.session_transaction() as session:
        session["k"] = cast.a_visit(portal, State.OPENED).key
    return client


def test_nothing_of_it_is_loaded_before_she_asks(client: FlaskClient) -> None:
    answer = client.get("/v")
    assert 'preload="none" src="/v/film/safety"' in answer.text
    assert 'kind="captions"' in answer.text
    assert "media-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "There are no films" not in client.get("/accessibility").text


def test_a_player_gets_parts_and_keeps_none(client: FlaskClient) -> None:
    answer = client.get("/v/film/safety", headers={"Range": "bytes=2-5"}, buffered=True)
    assert (answer.status_code, answer.data, answer.mimetype) == (206, b"2345", "video/mp4")
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.get("/v/film/safety/captions", buffered=True).text == "WEBVTT\n"


@pytest.mark.parametrize("step", ["needs", "..", "nonsense"])
def test_what_there_is_no_film_of(client: FlaskClient, step: str) -> None:
    assert client.get(f"/v/film/{step}").status_code == 404


def test_a_film_needs_captions_and_a_step(folder: Path) -> None:
    (folder / "films/needs.mp4").write_bytes(b"0")
    with pytest.raises(ContentError, match="captions are missing: needs.vtt"):
        films(folder / "films", folder, ["safety", "needs"])
    with pytest.raises(ContentError, match="no step of this name: one of safety"):
        films(folder / "films", folder, ["safety"])
