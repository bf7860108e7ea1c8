"""Officers sign in and out, and supervisors keep their accounts."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from rvr_portal.domain.account import Officer, Role, check_password, normal_email
from rvr_portal.domain.errors import AccountRefused, SignInRefused
from rvr_portal.domain.journal import PORTAL_CHAIN
from rvr_portal.domain.link import hashed
from rvr_portal.domain.sessions import SignIn, new_key
from rvr_portal.ports import Portal


def sign_in(portal: Portal, email: str, password: str) -> str:
    """The key for the browser's cookie, or SignInRefused: the same for each cause, after the same work."""
    now = portal.now()
    with portal.store.reading() as rows:
        known = rows.officers.by_email(email.strip().lower())
    # The hash takes long on purpose: never inside a transaction.
    fits = portal.passwords.verify(known.password_hash if known else None, password[:512])
    if known is None:
        raise SignInRefused
    key = new_key()
    with portal.store.transaction() as rows:
        # Meanwhile the account may have been switched off, or others may have guessed at it.
        officer = rows.officers.get(known.id) or known
        fits = fits and officer.password_hash == known.password_hash
        refused = not fits or not officer.active or officer.locked(now)
        if refused:
            rows.officers.save(officer if officer.locked(now) else officer.failed(now))
            rows.journal.add(PORTAL_CHAIN, "sign_in.refused", at=now, actor=officer.id)
        else:
            rows.officers.save(officer.succeeded())
            rows.sessions.sign_in(SignIn(hashed(key), officer.id, now, now))
            rows.journal.add(PORTAL_CHAIN, "sign_in.done", at=now, actor=officer.id)
    if refused:
        raise SignInRefused
    return key


def who(portal: Portal, key: str | None, *, touch: bool = True) -> Officer | None:
    """The officer signed in with this key; `touch` where a person asks, not a page by itself."""
    if not key:
        return None
    now, key_hash = portal.now(), hashed(key)
    with portal.store.reading() as rows:
        found = rows.sessions.signed_in(key_hash)
        if found is None or not found.valid(now, portal.times.sign_in, portal.times.sign_in_idle):
            return None
        officer = rows.officers.get(found.officer_id)
    # Once a minute is exact enough, and spares the disk a write for each request.
    if touch and (now - found.seen_at).total_seconds() > 60:
        with portal.store.transaction() as rows:
            rows.sessions.touch(key_hash, now)
    return officer if officer and officer.active else None


def sign_out(portal: Portal, key: str, officer: Officer) -> None:
    """End this browser's sign-in."""
    now = portal.now()
    with portal.store.transaction() as rows:
        rows.sessions.sign_out(now=now, key_hash=hashed(key))
        rows.journal.add(PORTAL_CHAIN, "sign_out", at=now, actor=officer.id)


def add_officer(
    portal: Portal,
    email: str,
    role: str,
    password: str,
    *,
    by: str,
    name: str = "",
    collar: str = "",
) -> Officer:
    """A new account, or AccountRefused with what is wrong."""
    if role not in set(Role):
        raise AccountRefused(f"{role!r} is not a role: take one of {', '.join(Role)}")
    officer = Officer(
        id=secrets.token_hex(6),
        email=normal_email(email),
        role=Role(role),
        password_hash=portal.passwords.hash(check_password(password)),
        name=name.strip()[:120],
        collar=collar.strip()[:32],
    )
    now = portal.now()
    with portal.store.transaction() as rows:
        rows.officers.add(officer)
        rows.journal.add(
            PORTAL_CHAIN,
            "officer.added",
            at=now,
            actor=by,
            facts={"officer": officer.id, "role": role},
        )
    return officer


def change_officer(
    portal: Portal,
    officer_id: str,
    *,
    by: str,
    active: bool | None = None,
    password: str | None = None,
) -> Officer:
    """Switch an account on or off, or give it a new password; every sign-in of it ends at once."""
    now = portal.now()
    hashed_password = (
        portal.passwords.hash(check_password(password)) if password is not None else None
    )
    with portal.store.transaction() as rows:
        officer = rows.officers.get(officer_id)
        if officer is None:
            raise AccountRefused("no such account")
        if active is not None:
            officer = replace(officer, active=active)
        if hashed_password:
            officer = replace(officer.succeeded(), password_hash=hashed_password)
        rows.officers.save(officer)
        rows.sessions.sign_out(now=now, officer_id=officer_id)
        rows.journal.add(
            PORTAL_CHAIN, "officer.changed", at=now, actor=by, facts={"officer": officer_id}
        )
    return officer


def officers(portal: Portal) -> Sequence[Officer]:
    """Every account, by address."""
    with portal.store.reading() as rows:
        return rows.officers.everyone()
