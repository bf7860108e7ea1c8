"""The one place that chooses implementations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from rvr_portal import i18n
from rvr_portal.adapters.bus import InProcessBus
from rvr_portal.adapters.content import BUNDLED, load_content
from rvr_portal.adapters.figures import InProcessFigures
from rvr_portal.adapters.key_file import kept_keys
from rvr_portal.adapters.meters import PrometheusMeters
from rvr_portal.adapters.passwords import Argon2Passwords
from rvr_portal.adapters.presence import InProcessPresence
from rvr_portal.adapters.sms import ConsoleSms, FileSms, NotifySms
from rvr_portal.adapters.turn import TurnServers
from rvr_portal.adapters.vault import AesVault
from rvr_portal.domain.advice import ContentError
from rvr_portal.domain.external import Provider
from rvr_portal.domain.force import Force
from rvr_portal.ports import Portal, SmsSender, Times
from rvr_portal.settings import Settings, SettingsWrong
from rvr_portal.store.database import Database


def build(settings: Settings, now: Callable[[], datetime] | None = None) -> Portal:
    """The portal as the settings describe it; SettingsWrong where its content is wrong."""
    i18n.use(BUNDLED / "forces" / settings.force / "translations")
    try:
        content = load_content(BUNDLED, settings.force)
    except ContentError as error:
        raise SettingsWrong(f"RVR_FORCE={settings.force}: {error}") from None
    keys = _keys(settings)
    return Portal(
        store=_store(settings),
        bus=InProcessBus(),
        presence=InProcessPresence(),
        figures=InProcessFigures(),
        meters=PrometheusMeters(),
        vault=AesVault(keys),
        sms=_sms(settings),
        ice=TurnServers(settings.turn_urls, settings.turn_secret, settings.ice_policy),
        passwords=Argon2Passwords(),
        content=content,
        times=_times(settings),
        keys=keys,
        public_url=settings.public_url,
        exit_url=settings.exit_url or content.force.exit_url,
        relay_only=settings.ice_policy == "relay",
        providers=_providers(settings, content.force),
        now=now or (lambda: datetime.now(UTC)),
    )


def _store(settings: Settings) -> Database:
    try:
        return Database(settings.database)
    except ModuleNotFoundError:
        raise SettingsWrong(
            "RVR_DATABASE_URL: takes PostgreSQL once its driver is there: pip install '.[postgres]'"
        ) from None
    except ValueError:
        raise SettingsWrong("RVR_DATABASE_URL: takes an address that can be read whole") from None


def _times(settings: Settings) -> Times:
    return Times(
        link=settings.link_ttl,
        visit=settings.visit_ttl,
        read_again=settings.read_again_ttl,
        retention=settings.retention_ttl,
        sign_in=settings.sign_in_ttl,
        sign_in_idle=settings.sign_in_idle_ttl,
    )


def _providers(settings: Settings, force: Force) -> Sequence[Provider]:
    """Whose pages calls are in; none where they are our own."""
    if settings.video == "builtin":
        return ()
    if not force.providers:
        raise SettingsWrong(
            "RVR_VIDEO: takes external only where [video_hosts] of "
            f"rvr_portal/content/forces/{force.id}/force.toml names a host"
        )
    return force.providers


def _keys(settings: Settings) -> Sequence[str]:
    """The portal's keys; the data folder is there from now on."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        return settings.secret_keys or kept_keys(settings.data_dir)
    except OSError as error:
        told = f"not {str(settings.data_dir)!r} ({error.strerror})"
        raise SettingsWrong(f"RVR_DATA_DIR: takes a folder to write to, {told}") from None


def _sms(settings: Settings) -> SmsSender:
    if settings.sms == "notify":
        return NotifySms(settings.notify_key, settings.notify_template, settings.notify_url)
    if settings.sms == "file":
        return FileSms(settings.data_dir / "texts.jsonl")
    return ConsoleSms()
