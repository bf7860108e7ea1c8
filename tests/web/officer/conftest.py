"""Consoles: a browser at which an officer of some role is signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rvr_portal.domain.account import Role
from rvr_portal.ports import Portal
from tests.cast import PASSWORD, an_officer

SignsIn = Callable[[Role], FlaskClient]


@pytest.fixture
def signed_in(app: Flask, portal: Portal) -> SignsIn:
    def sign_in(role: Role) -> FlaskClient:
        email = f"{role}@force.example"
        an_officer(portal, role, email)
        browser = app.test_client()
        browser.post("/officer/sign-in", data={"email": email, "password": PASSWORD})
        return browser

    return sign_in


@pytest.fixture
def console(signed_in: SignsIn) -> FlaskClient:
    return signed_in(Role.OFFICER)
