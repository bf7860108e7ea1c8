"""A step in British Sign Language, from the force's own file, when she asks for it."""

from __future__ import annotations

from flask import Response, abort, send_file

from rvr_portal.domain.content import Film
from rvr_portal.web.render import portal
from rvr_portal.web.victim.guards import her_visit, victim


@victim.get("/v/film/<step>")
def film(step: str) -> Response:
    """In parts, as a player asks for them."""
    return _unkept(send_file(_film(step).file, mimetype="video/mp4", conditional=True))


@victim.get("/v/film/<step>/captions")
def captions(step: str) -> Response:
    """What is signed, in words."""
    return _unkept(send_file(_film(step).captions, mimetype="text/vtt"))


def _unkept(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _film(step: str) -> Film:
    her_visit()
    return portal().content.films.get(step) or abort(404)
