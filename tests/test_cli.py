"""The command line: what contract.md promises to operators and to other programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from rvr_portal import create_app, i18n
from rvr_portal.adapters.vault import AesVault
from rvr_portal.cli import translations
from rvr_portal.domain.account import Role
from rvr_portal.domain.external import Provider
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import alerts, arrivals, board, sign_in
from rvr_portal.settings import Settings
from tests import cast
from tests.fakes import Clock


def run(app: Flask, *words: str, told: str | None = None) -> Result:
    return app.test_cli_runner().invoke(args=list(words), input=told)


def output(app: Flask, *words: str) -> str:
    result = run(app, *words)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_visit_and_its_link(app: Flask, portal: Portal) -> None:
    told = json.loads(output(app, "visit", "create", "--language", "pl", "--json"))
    assert set(told) == {"visit", "url", "expires_at"}
    assert told["url"].startswith("http://127.0.0.1:5000/j/")
    assert datetime.fromisoformat(told["expires_at"]) == portal.now() + portal.times.link
    arrival = arrivals.redeem(portal, cast.token_of(told["url"]), cast.BROWSER)
    assert (arrival.visit.id, arrival.visit.language) == (told["visit"], "pl")


def test_a_visit_is_made_with_what_is_known(app: Flask, portal: Portal) -> None:
    words = ("--reference", "GC-77/26", "--phone", "07700 900123", "--practice")
    lines = output(app, "visit", "create", *words).splitlines()
    card = board.card(portal, lines[0])
    assert lines[1].startswith("http://127.0.0.1:5000/j/")
    assert card.private.reference == "GC-77/26"
    assert card.private.contact.number == "+447700900123"
    assert not card.private.contact.text_is_safe
    assert card.visit.practice


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--language", "xx"), "--language xx: no such language"),
        (("--phone", "12345"), "--phone 12345: takes a UK mobile number"),
    ],
)
def test_a_visit_with_a_wrong_fact_is_not_made(
    app: Flask, portal: Portal, words: tuple[str, ...], told: str
) -> None:
    result = run(app, "visit", "create", *words)
    assert result.exit_code == 1
    assert told in result.output
    assert board.board(portal) == []


def test_a_visit_is_revoked(app: Flask, portal: Portal) -> None:
    visit = cast.a_visit(portal, State.WAITING).visit
    assert output(app, "visit", "revoke", visit.id) == f"{visit.id} revoked\n"
    assert board.card(portal, visit.id).visit.state is State.REVOKED
    again = run(app, "visit", "revoke", visit.id)
    assert (again.exit_code, again.output) == (1, f"Error: {visit.id}: not_now\n")


@pytest.mark.parametrize("command", ["revoke", "show"])
def test_a_visit_that_nobody_made_is_named(app: Flask, command: str) -> None:
    result = run(app, "visit", command, "nothing")
    assert (result.exit_code, result.output) == (1, "Error: nothing: visit_unknown\n")


def test_visits_are_listed_for_people_and_programs(app: Flask, portal: Portal) -> None:
    waiting = cast.a_visit(portal, State.WAITING).visit
    sent, _ = cast.a_link(portal)
    alerts.press(portal, waiting)
    told = {it["visit"]: it for it in json.loads(output(app, "visit", "list", "--json"))}
    assert told[waiting.id] == {
        "visit": waiting.id,
        "state": "waiting",
        "step": "waiting",
        "practice": False,
        "language": "en",
        "created_at": "2026-11-24T14:00:00+00:00",
        "changed_at": "2026-11-24T14:00:00+00:00",
        "connected": False,
        "alert": True,
        "expires_at": None,
    }
    assert told[sent.id]["expires_at"] == "2026-11-24T14:30:00+00:00"
    lines = output(app, "visit", "list").splitlines()
    assert lines[0].split() == [waiting.id, "waiting", "waiting", "2026-11-24T14:00:00+00:00"]
    assert len(lines) == 2


def test_a_visits_story_is_shown_without_her_words(app: Flask, portal: Portal) -> None:
    arrival = cast.a_visit(portal, State.LATER)
    told = json.loads(output(app, "visit", "show", arrival.visit.id, "--json"))
    assert told["state"] == "later"
    assert [it["act"] for it in told["journal"]][-1] == "asked.later"
    lines = output(app, "visit", "show", arrival.visit.id)
    assert "state: later" in lines
    assert "asked.later" in lines
    for words in (json.dumps(told), lines):
        assert not any(it in words for it in (cast.NUMBER, "Jo", "after six", "GC-77", "otter"))


def test_an_officer_is_added(app: Flask, portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RVR_NEW_PASSWORD", cast.PASSWORD)
    words = ("Sam@Force.example", "--role", "officer", "--name", "Sam Hill", "--collar", "1234")
    assert output(app, "officer", "add", *words) == "sam@force.example added as officer\n"
    [officer] = sign_in.officers(portal)
    assert (officer.name, officer.collar, officer.role) == ("Sam Hill", "1234", Role.OFFICER)
    assert sign_in.sign_in(portal, "sam@force.example", cast.PASSWORD)


def test_a_password_is_asked_for_twice_and_not_shown(app: Flask, portal: Portal) -> None:
    told = f"{cast.PASSWORD}\n{cast.PASSWORD}\n"
    words = ("officer", "add", "sam@force.example", "--role", "supervisor")
    result = run(app, *words, told=told)
    assert result.exit_code == 0
    assert cast.PASSWORD not in result.output
    assert sign_in.sign_in(portal, "sam@force.example", cast.PASSWORD)


def test_an_officer_who_cannot_be_added_is_explained(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RVR_NEW_PASSWORD", "short")
    result = run(app, "officer", "add", "sam@force.example", "--role", "officer")
    assert result.exit_code == 1
    assert "15 to 256 characters" in result.output
    assert run(app, "officer", "add", "sam@force.example", "--role", "chief").exit_code == 2


def test_a_database_is_brought_up_to_date(app: Flask, portal: Portal) -> None:
    with portal.store.transaction() as rows:
        for name in ("DROP TABLE messages", "DROP TABLE guests", "DELETE FROM alembic_version"):
            rows.visits._db.exec_driver_sql(name)  # type: ignore[attr-defined]
        for table in ("bindings", "signals", "sign_ins", "links", "visits", "officers"):
            rows.visits._db.exec_driver_sql(f"DROP TABLE {table}")  # type: ignore[attr-defined]
        for table in ("journal_heads", "journal"):
            rows.visits._db.exec_driver_sql(f"DROP TABLE {table}")  # type: ignore[attr-defined]
    assert not board.ready(portal)
    assert output(app, "db", "upgrade") == "The database has the newest schema.\n"
    assert board.ready(portal)


def test_what_is_old_is_purged_after_a_look(app: Flask, portal: Portal, clock: Clock) -> None:
    visit = cast.a_visit(portal, State.CLOSED).visit
    assert output(app, "purge") == ""
    clock.moves(days=8)
    assert output(app, "purge", "--dry-run") == f"{visit.id} would go\n"
    assert board.card(portal, visit.id).private.called == "Jo"
    assert output(app, "purge") == f"{visit.id} purged\n"
    assert board.card(portal, visit.id).private.called == ""
    assert output(app, "journal", "verify") == "Every chain is whole.\n"


def test_keys_are_changed_step_by_step(settings: Settings, portal: Portal, clock: Clock) -> None:
    """As docs/operating.md says: a new key in front, rotate, take the old one away."""
    visit = cast.a_visit(portal, State.WAITING).visit
    clock.moves(seconds=1)
    both = ("n" * 32, *portal.keys)
    between = dataclasses.replace(portal, vault=AesVault(both), keys=both)
    app = create_app(dataclasses.replace(settings, secret_keys=both), between)
    assert output(app, "keys", "rotate") == "1 visits moved to the newest key.\n"
    after = dataclasses.replace(portal, vault=AesVault(both[:1]), keys=both[:1])
    assert board.card(after, visit.id).private.called == "Jo"


def live(settings: Settings, tmp_path: Path) -> Settings:
    """Settings with which a force may go live, as far as they are known."""
    known = {
        "secret_keys": ("k" * 32,),
        "public_url": "https://rvr.example",
        "turn_urls": ("turn:turn.example:3478", "turns:turn.example:443?transport=tcp"),
        "turn_secret": "t" * 32,
        "ice_policy": "relay",
        "sms": "notify",
        "notify_key": "key",
        "notify_template": "template",
        "pseudo_languages": False,
        "security_contact": "mailto:security@force.example",
        "data_dir": tmp_path,
    }
    names = {field.name for field in dataclasses.fields(Settings)}
    return dataclasses.replace(
        settings, **{name: value for name, value in known.items() if name in names}
    )  # type: ignore[arg-type]


def checked(settings: Settings, portal: Portal) -> tuple[int, set[str]]:
    result = run(create_app(settings, portal), "check")
    return result.exit_code, {
        line.split(":")[0].split("=")[0] for line in result.output.split("\n")
    }


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"secret_keys": ()}, "RVR_SECRET_KEYS"),
        ({"public_url": "http://rvr.example"}, "RVR_PUBLIC_URL"),
        ({"turn_urls": ()}, "RVR_TURN_URLS"),
        ({"turn_urls": ("turn:turn.example", "turns:turn.example:5349")}, "RVR_TURN_URLS"),
        ({"turn_urls": ("turn:turn.example:443?transport=tcp",)}, "RVR_TURN_URLS"),
        ({"turn_urls": ("turns:turn.example:443",)}, "RVR_TURN_URLS"),
        ({"turn_secret": "t" * 31}, "RVR_TURN_SECRET"),
        ({"ice_policy": "all"}, "RVR_ICE_POLICY"),
        ({"sms": "console"}, "RVR_SMS"),
        ({"sms": "file"}, "RVR_SMS"),
        ({"pseudo_languages": True}, "RVR_PSEUDO_LANGUAGES"),
    ],
    ids=str,
)
def test_what_is_unsafe_for_live_use_is_named(
    settings: Settings, portal: Portal, tmp_path: Path, change: dict[str, object], named: str
) -> None:
    good = live(settings, tmp_path)
    before = checked(good, portal)[1]
    code, names = checked(dataclasses.replace(good, **change), portal)  # type: ignore[arg-type]
    assert named not in before
    assert code == 1
    assert names - before == {named}


def test_drafts_of_the_content_are_named(
    settings: Settings, portal: Portal, tmp_path: Path
) -> None:
    code, names = checked(live(settings, tmp_path), portal)
    assert (code, names - {""}) == (1, {"RVR_FORCE"})


def test_where_nothing_is_missing_it_says_so(
    settings: Settings, portal: Portal, tmp_path: Path
) -> None:
    force = dataclasses.replace(portal.content.force, show_drafts=False)
    signed = dataclasses.replace(portal.content, force=force, unreviewed=())
    ready = dataclasses.replace(portal, content=signed)
    result = run(create_app(live(settings, tmp_path), ready), "check")
    assert (result.exit_code, result.output) == (0, "Nothing is missing for live use.\n")


def test_what_a_provider_cannot_promise_is_said_and_is_no_fault(
    settings: Settings, portal: Portal, tmp_path: Path
) -> None:
    """Without relays of its own, too: there is no call for them."""
    force = dataclasses.replace(portal.content.force, show_drafts=False)
    signed = dataclasses.replace(portal.content, force=force, unreviewed=())
    listed = (Provider("GoodSAM", ("meet.provider.example",)),)
    ready = dataclasses.replace(portal, content=signed, providers=listed)
    bare = dataclasses.replace(live(settings, tmp_path), turn_urls=(), ice_policy="all")
    result = run(create_app(bare, ready), "check")
    said, last, *rest = result.output.split("\n")
    assert said.startswith("RVR_VIDEO: is external, quick exit does not work")
    assert (result.exit_code, last, rest) == (0, "Nothing is missing for live use.", [""])


def test_an_old_schema_is_named(settings: Settings, portal: Portal, tmp_path: Path) -> None:
    with portal.store.transaction() as rows:
        rows.visits._db.exec_driver_sql("DELETE FROM alembic_version")  # type: ignore[attr-defined]
    assert "RVR_DATABASE_URL" in checked(live(settings, tmp_path), portal)[1]


def test_the_demonstration_prints_what_works(app: Flask, portal: Portal) -> None:
    passwords = []
    for _ in range(2):
        words = output(app, "demonstration").split()
        url = next(word for word in words if "/j/" in word)
        assert arrivals.redeem(portal, cast.token_of(url), cast.BROWSER).visit
        passwords.append(words[words.index("password:") + 1])
        assert sign_in.sign_in(portal, "officer@demo.example", passwords[-1])
    assert passwords[0] != passwords[1]
    assert len(sign_in.officers(portal)) == 1


def test_there_is_no_demonstration_where_it_would_be_live(
    settings: Settings, portal: Portal, tmp_path: Path
) -> None:
    real = dataclasses.replace(portal, public_url="https://rvr.example")
    result = run(create_app(live(settings, tmp_path), real), "demonstration")
    assert result.exit_code == 1
    assert sign_in.officers(portal) == []


class TestTranslations:
    @pytest.fixture(autouse=True)
    def own(self, portal: Portal, tmp_path: Path) -> Iterator[Path]:
        before = i18n.own_folder()
        i18n.use(tmp_path)
        yield tmp_path
        i18n.use(before)

    def test_says_how_far_each_language_has_come(self, portal: Portal, settings: Settings) -> None:
        lines = self._run(portal, settings).output.splitlines()
        assert len(lines) == len(i18n.languages()) - 1
        assert any("Welsh" in it and "0 missing  draft" in it for it in lines)

    def test_begins_a_language_and_says_what_is_missing(
        self, portal: Portal, settings: Settings, own: Path
    ) -> None:
        assert self._run(portal, settings, "sk", "--begin").output.startswith("Written: ")
        assert (own / "sk.po").is_file()
        missing = self._run(portal, settings, "sk")
        assert missing.exit_code == 1
        assert "Leave this page" in missing.output.splitlines()
        again = self._run(portal, settings, "sk", "--begin")
        assert again.exit_code == 1
        assert "is there already" in again.output

    def test_says_that_nothing_is_missing(self, portal: Portal, settings: Settings) -> None:
        assert self._run(portal, settings, "cy").output == "Nothing is missing in cy.\n"

    def test_refuses_what_is_no_language(self, portal: Portal, settings: Settings) -> None:
        told = self._run(portal, settings, "xx-YY-zz1", "--begin").output
        assert told == "Error: xx-YY-zz1 is no language that CLDR knows\n"

    def _run(self, portal: Portal, settings: Settings, *words: str) -> Result:
        (command,) = translations.commands(portal, settings)
        return CliRunner().invoke(command, list(words))
