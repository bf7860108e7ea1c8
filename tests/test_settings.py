"""Settings: every wrong one is named in one line with what it takes, and nothing starts."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvr_portal import wiring
from rvr_portal.adapters.sms import ConsoleSms, FileSms, NotifySms
from rvr_portal.domain.external import Provider
from rvr_portal.settings import Settings, SettingsWrong
from rvr_portal.wiring import build

KEY = "a" * 32
NOTIFY_KEY = f"portal-{'a' * 36}-{'b' * 36}"
TURN = {"RVR_TURN_URLS": "turn:turn.example", "RVR_TURN_SECRET": "secret"}
NAMES = [f"RVR_{field.name.upper()}" for field in dataclasses.fields(Settings)]
SECRET = ("RVR_NOTIFY_KEY", "RVR_SECRET_KEYS", "RVR_DATABASE_URL", "RVR_REDIS_URL")


def wrong(**environ: str) -> list[str]:
    with pytest.raises(SettingsWrong) as error:
        Settings.from_env(environ)
    return str(error.value).split("\n")


def test_nothing_set_is_a_demonstration_on_this_machine() -> None:
    settings = Settings.from_env({})
    assert settings == Settings()
    assert settings.public_url == "http://127.0.0.1:5000"
    assert settings.ice_policy == "all"
    assert not settings.secure
    assert settings.database == f"sqlite:///{Path.cwd() / 'instance' / 'portal.sqlite3'}"


def test_the_port_is_part_of_the_address() -> None:
    assert Settings.from_env({"PORT": "8080"}).public_url == "http://127.0.0.1:8080"


def test_everything_set_is_read() -> None:
    settings = Settings.from_env(
        {
            "RVR_SECRET_KEYS": f" {KEY}, {'b' * 40} ,",
            "RVR_DATA_DIR": "/var/lib/rvr",
            "RVR_DATABASE_URL": "sqlite:////var/lib/x.sqlite3",
            "RVR_PUBLIC_URL": "https://rvr.example/",
            "RVR_EXIT_URL": "https://weather.example/today",
            "RVR_TURN_URLS": "turn:a.example, turns:b.example:443?transport=tcp",
            "RVR_TURN_SECRET": "secret",
            "RVR_SMS": "notify",
            "RVR_NOTIFY_KEY": NOTIFY_KEY,
            "RVR_NOTIFY_TEMPLATE": "template",
            "RVR_TRUSTED_PROXIES": "1",
            "RVR_SECURITY_CONTACT": "mailto:security@force.example",
            "RVR_PSEUDO_LANGUAGES": "1",
            "RVR_LINK_TTL": "60",
            "RVR_RETENTION_TTL": "86400",
        }
    )
    assert settings.secret_keys == (KEY, "b" * 40)
    assert settings.data_dir == Path("/var/lib/rvr")
    assert settings.database == "sqlite:////var/lib/x.sqlite3"
    assert settings.public_url == "https://rvr.example"
    assert settings.secure
    assert settings.turn_urls == ("turn:a.example", "turns:b.example:443?transport=tcp")
    assert settings.ice_policy == "relay"
    assert settings.trusted_proxies == 1
    assert settings.security_contact == "mailto:security@force.example"
    assert settings.pseudo_languages
    assert (settings.link_ttl, settings.retention_ttl) == (timedelta(minutes=1), timedelta(days=1))


def test_the_policy_can_be_chosen_where_there_are_relays() -> None:
    assert Settings.from_env({**TURN, "RVR_ICE_POLICY": "all"}).ice_policy == "all"


def test_an_empty_setting_is_not_set() -> None:
    assert Settings.from_env(dict.fromkeys(NAMES, "  ")) == Settings()


@pytest.mark.parametrize(
    ("name", "told", "takes"),
    [
        ("RVR_SECRET_KEYS", "short", "at least 32 characters"),
        ("RVR_SECRET_KEYS", f"{KEY},short", "at least 32 characters"),
        ("RVR_SECRET_KEYS", ",,", "at least 32 characters"),
        ("RVR_DATABASE_URL", "mysql://x", "sqlite:///"),
        ("RVR_REDIS_URL", "redis://x", "leave it unset"),
        ("RVR_PUBLIC_URL", "rvr.example", "begins with https://"),
        ("RVR_PUBLIC_URL", "ftp://rvr.example", "begins with https://"),
        ("RVR_PUBLIC_URL", "https://", "begins with https://"),
        ("RVR_PUBLIC_URL", "https://rvr.example/?a=1", "begins with https://"),
        ("RVR_PUBLIC_URL", "https://rvr.example/#a", "begins with https://"),
        ("RVR_EXIT_URL", "javascript:alert(1)", "begins with https://"),
        ("RVR_TURN_URLS", "https://turn.example", "turn: or turns:"),
        ("RVR_TURN_URLS", "turn://turn.example", "turn: or turns:"),
        ("RVR_TURN_URLS", "turn:turn.example?transport=tls", "turn: or turns:"),
        ("RVR_TURN_URLS", "turn:me@turn.example", "turn: or turns:"),
        ("RVR_TURN_URLS", "turn:turn.example turns:turn.example", "turn: or turns:"),
        ("RVR_ICE_POLICY", "some", "relay or all"),
        ("RVR_SMS", "pigeon", "console or file or notify"),
        ("RVR_NOTIFY_KEY", "key", "API key whole"),
        ("RVR_NOTIFY_KEY", "a b" * 30, "API key whole"),
        ("RVR_NOTIFY_URL", "notify", "begins with https://"),
        ("RVR_VIDEO", "film", "builtin or external"),
        ("RVR_SECURITY_CONTACT", "security@force.example", "mailto: or https://"),
        ("RVR_TRUSTED_PROXIES", "-1", "a whole number"),
        ("RVR_TRUSTED_PROXIES", "1" * 10, "a whole number"),
        ("RVR_PSEUDO_LANGUAGES", "yes", "0 or 1"),
        ("RVR_LINK_TTL", "0", "a number of seconds"),
        ("RVR_LINK_TTL", "1.5", "a number of seconds"),
        ("RVR_VISIT_TTL", "soon", "a number of seconds"),
        ("RVR_READ_AGAIN_TTL", "-1", "a number of seconds"),
        ("RVR_RETENTION_TTL", "9" * 12, "a number of seconds"),
        ("RVR_SIGN_IN_TTL", "1h", "a number of seconds"),
        ("RVR_SIGN_IN_IDLE_TTL", "x", "a number of seconds"),
    ],
)
def test_a_wrong_value_is_named_in_one_line(name: str, told: str, takes: str) -> None:
    [line] = wrong(**{name: told})
    assert line.startswith(f"{name}: takes ")
    assert takes in line
    assert (repr(told) in line) is (name not in SECRET)


def test_a_secret_is_never_repeated() -> None:
    lines = wrong(RVR_SECRET_KEYS="hunter2", RVR_DATABASE_URL="mysql://root:hunter2@db")
    assert len(lines) == 2
    assert "hunter2" not in "".join(lines)


def test_all_that_is_wrong_is_named_at_once() -> None:
    lines = wrong(RVR_LINK_TTL="x", RVR_SMS="x", RVR_PUBLIC_URL="x", RVR_ICE_POLICY="relay")
    assert [line.split(":")[0] for line in lines] == [
        "RVR_PUBLIC_URL",
        "RVR_SMS",
        "RVR_LINK_TTL",
        "RVR_TURN_URLS",
    ]


@pytest.mark.parametrize(
    ("environ", "missing"),
    [
        ({"RVR_TURN_URLS": "turn:turn.example"}, ["RVR_TURN_SECRET"]),
        ({"RVR_ICE_POLICY": "relay"}, ["RVR_TURN_URLS"]),
        ({"RVR_SMS": "notify"}, ["RVR_NOTIFY_KEY", "RVR_NOTIFY_TEMPLATE"]),
        ({"RVR_SMS": "notify", "RVR_NOTIFY_KEY": NOTIFY_KEY}, ["RVR_NOTIFY_TEMPLATE"]),
    ],
)
def test_what_belongs_together_is_asked_for(environ: dict[str, str], missing: list[str]) -> None:
    assert [line.split(":")[0] for line in wrong(**environ)] == missing


@given(st.sampled_from(NAMES), st.text(max_size=40))
def test_a_value_is_read_or_named(name: str, told: str) -> None:
    try:
        told = Settings.from_env({name: told}).public_url
    except SettingsWrong as wrong_one:
        told = str(wrong_one)
    assert told.startswith(("RVR_", "http://", "https://"))


@pytest.mark.parametrize(
    ("environ", "line"),
    [
        ({"RVR_LINK_TTL": "soon"}, "RVR_LINK_TTL: takes a number of seconds"),
        (
            {"RVR_DATABASE_URL": "postgresql+psycopg://me@host:port/portal"},
            "RVR_DATABASE_URL: takes an address that can be read whole",
        ),
        ({"RVR_FORCE": "atlantis"}, "RVR_FORCE=atlantis: "),
        (
            {"RVR_VIDEO": "external"},
            "RVR_VIDEO: takes external only where [video_hosts] of "
            "rvr_portal/content/forces/gloucestershire/force.toml names a host",
        ),
    ],
)
def test_nothing_starts_with_a_wrong_setting(
    tmp_path: Path, environ: dict[str, str], line: str
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from rvr_portal import create_app; create_app()"],
        env={"RVR_DATA_DIR": str(tmp_path), **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr.startswith(line)
    assert told.stderr.count("\n") == 1


def test_a_data_folder_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    for folder in (file, file / "inside"):
        for keys in ((), (KEY,)):
            with pytest.raises(SettingsWrong, match="RVR_DATA_DIR: takes a folder") as error:
                build(Settings(data_dir=folder, secret_keys=keys))
            assert "\n" not in str(error.value)


def test_a_database_whose_driver_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_driver(url: str) -> None:
        raise ModuleNotFoundError("psycopg")

    monkeypatch.setattr(wiring, "Database", without_driver)
    with pytest.raises(SettingsWrong, match="RVR_DATABASE_URL: takes PostgreSQL once its driver"):
        build(Settings(data_dir=tmp_path))


@pytest.mark.parametrize(
    ("sms", "kind"), [("console", ConsoleSms), ("file", FileSms), ("notify", NotifySms)]
)
def test_the_sender_is_chosen_by_name(tmp_path: Path, sms: str, kind: type) -> None:
    built = build(Settings(data_dir=tmp_path, sms=sms, notify_key="k", notify_template="t"))
    assert isinstance(built.sms, kind)
    assert built.now().utcoffset() == timedelta(0)


def test_quick_exit_goes_where_the_settings_say_else_where_the_force_says(tmp_path: Path) -> None:
    assert build(Settings(data_dir=tmp_path, exit_url="https://x.example")).exit_url == (
        "https://x.example"
    )
    assert build(Settings(data_dir=tmp_path)).exit_url.startswith("https://www.bbc.co.uk/")


def test_relays_only_means_that_addresses_are_dropped(tmp_path: Path) -> None:
    assert build(Settings(data_dir=tmp_path, ice_policy="relay")).relay_only
    assert not build(Settings(data_dir=tmp_path)).relay_only


def test_live_settings_never_show_addresses_by_default() -> None:
    with pytest.raises(SettingsWrong, match="RVR_ICE_POLICY"):
        Settings.from_env({"RVR_PUBLIC_URL": "https://call.force.example"})
    chosen = {"RVR_PUBLIC_URL": "https://call.force.example", "RVR_ICE_POLICY": "all"}
    assert Settings.from_env(chosen).ice_policy == "all"


def test_a_force_with_its_own_video_system_need_not_choose_who_sees_addresses() -> None:
    elsewhere = {"RVR_PUBLIC_URL": "https://call.force.example", "RVR_VIDEO": "external"}
    assert Settings.from_env(elsewhere).video == "external"


def test_calls_are_elsewhere_only_where_the_settings_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = (Provider("GoodSAM", ("meet.provider.example",)),)
    content = wiring.load_content()
    force = dataclasses.replace(content.force, providers=listed)
    known = dataclasses.replace(content, force=force)
    monkeypatch.setattr(wiring, "load_content", lambda *_: known)
    assert build(Settings(data_dir=tmp_path)).providers == ()
    assert build(Settings(data_dir=tmp_path, video="external")).providers == listed
