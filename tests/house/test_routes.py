"""Every address with who may reach it: a new one fails until routes.toml lists it.

What the list says is also tried: the permission is read from the view's own guard, and a stranger
is turned away.
"""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from rvr_portal.domain.account import Permission

WHO: dict[str, str] = tomllib.loads(Path(__file__).with_name("routes.toml").read_text("utf-8"))
ANYONE, LINK_HOLDER, OFFICER = "anyone", "link holder", "any officer"
PERMISSIONS = {permission.value for permission in Permission}


def routes(app: Flask) -> dict[str, str]:
    """Method and address of each route, with its endpoint."""
    return {
        f"{method} {rule.rule}": rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    }


def permission_of(view: Callable[..., object] | None) -> str | None:
    """The permission that a guard around this view asks for."""
    while view is not None:
        held = inspect.getclosurevars(view).nonlocals if inspect.isfunction(view) else {}
        if isinstance(held.get("permission"), Permission):
            return str(held["permission"].value)
        view = getattr(view, "__wrapped__", None)
    return None


def test_every_route_is_listed(app: Flask) -> None:
    assert sorted(routes(app)) == sorted(WHO)


def test_the_list_knows_no_other_people() -> None:
    assert set(WHO.values()) <= {ANYONE, LINK_HOLDER, OFFICER} | PERMISSIONS


def test_guards_ask_for_the_listed_permission(app: Flask) -> None:
    asked = {
        route: permission_of(app.view_functions[endpoint])
        for route, endpoint in routes(app).items()
    }
    listed = {route: who if who in PERMISSIONS else None for route, who in WHO.items()}
    assert asked == listed


@pytest.mark.parametrize("route", [it for it, who in WHO.items() if who != ANYONE])
def test_a_stranger_is_turned_away(app: Flask, route: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without it every post would be refused before anybody asks who comes.
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    method, address = route.split()
    parts = ["1" if part.startswith("<") else part for part in address.split("/")]
    answer = app.test_client().open("/".join(parts), method=method)
    if WHO[route] == LINK_HOLDER and answer.status_code == 200:
        # Whoever has no visit sees the page that says nothing, whatever the address.
        assert 'data-step="ended"' in answer.text
    else:
        assert answer.status_code in {303, 401, 403, 404, 410}
        assert (answer.location or "/officer/sign-in").startswith("/officer/sign-in")


def test_only_the_console_asks_for_permissions() -> None:
    console = {route for route, who in WHO.items() if who in PERMISSIONS | {OFFICER}}
    assert all(route.split()[1].startswith("/officer/") for route in console)
