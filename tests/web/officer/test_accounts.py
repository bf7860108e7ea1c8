"""Accounts and audit, for supervisors."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from rvr_portal.domain.account import Role
from rvr_portal.ports import Portal
from rvr_portal.services import sign_in
from tests.cast import PASSWORD
from tests.web.officer.conftest import SignsIn

NEW = {"email": "new@force.example", "role": "officer", "name": "Ana", "password": PASSWORD}


@pytest.fixture
def supervisor(signed_in: SignsIn) -> FlaskClient:
    return signed_in(Role.SUPERVISOR)


def id_of(portal: Portal, email: str) -> str:
    return next(it.id for it in sign_in.officers(portal) if it.email == email)


def test_an_account_is_added_switched_off_and_on(supervisor: FlaskClient, portal: Portal) -> None:
    assert supervisor.post("/officer/accounts", data=NEW).status_code == 303
    browser = supervisor.application.test_client()
    browser.post("/officer/sign-in", data=NEW)
    assert browser.get("/officer/").status_code == 200
    url = f"/officer/accounts/{id_of(portal, NEW['email'])}"
    supervisor.post(f"{url}/state", data={"active": "no"})
    assert browser.get("/officer/").status_code == 303
    assert browser.post("/officer/sign-in", data=NEW).status_code == 422
    supervisor.post(f"{url}/state", data={"active": "yes"})
    assert browser.post("/officer/sign-in", data=NEW).status_code == 303


def test_a_new_password_replaces_the_old(supervisor: FlaskClient, portal: Portal) -> None:
    supervisor.post("/officer/accounts", data=NEW)
    url = f"/officer/accounts/{id_of(portal, NEW['email'])}/password"
    assert supervisor.post(url, data={"password": "short"}).status_code == 422
    assert supervisor.post(url, data={"password": "another long password"}).status_code == 303
    browser = supervisor.application.test_client()
    assert browser.post("/officer/sign-in", data=NEW).status_code == 422


@pytest.mark.parametrize(
    ("field", "value"), [("email", "nobody"), ("role", "king"), ("password", "short")]
)
def test_a_wrong_account_is_refused_and_the_form_kept(
    supervisor: FlaskClient, field: str, value: str
) -> None:
    answer = supervisor.post("/officer/accounts", data={**NEW, field: value})
    assert answer.status_code == 422
    assert "<title>Error: Accounts" in answer.text
    assert 'value="Ana"' in answer.text


def test_one_cannot_switch_oneself_off_by_a_button(supervisor: FlaskClient) -> None:
    assert "Switch off" not in supervisor.get("/officer/accounts").text


def test_the_audit_says_who_and_whether_it_holds(supervisor: FlaskClient) -> None:
    supervisor.post("/officer/accounts", data=NEW)
    page = supervisor.get("/officer/audit").text
    assert "Every chain of records holds." in page
    assert "An account was added: Ana Officer" in page or "An account was added: Ana" in page
