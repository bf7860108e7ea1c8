"""A force's own file and its sign-offs."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rvr_portal.adapters.content import reach
from rvr_portal.adapters.content.table import Table
from rvr_portal.adapters.content.vocabulary import Vocabulary
from rvr_portal.domain.advice import Topic
from rvr_portal.domain.external import Provider, is_rule
from rvr_portal.domain.force import Force
from rvr_portal.domain.sms import is_sender
from rvr_portal.domain.support import SignOff


def force(
    force_id: str,
    table: Table,
    vocabulary: Vocabulary,
    contacts: Collection[str],
    topics: Mapping[str, Topic],
    *,
    show_drafts: bool,
) -> Force:
    """The force of one file; the contacts and topics that it names must exist."""
    exit_url = reach.web_address(table, "exit_url")
    if exit_url is None:
        raise table.error("exit_url is missing", "exit_url")
    made = Force(
        id=force_id,
        name=table.words("name"),
        title=table.words("title"),
        exit_url=exit_url,
        nation=table.choice("nation", vocabulary.areas),
        areas=table.strings("areas", vocabulary.areas, "area"),
        show_drafts=show_drafts,
        always_contacts=table.strings("always_contacts", contacts, "contact"),
        always_topics=table.strings("always_topics", topics, "topic"),
        suggested_contacts=table.strings("suggested_contacts", contacts, "contact"),
        suggested_topics=table.strings("suggested_topics", topics, "topic"),
        variants=_variants(table, topics),
        providers=_providers(table),
        sender=_sender(table),
    )
    table.done()
    if not (made.always_contacts and made.always_topics):
        raise table.error("always_contacts and always_topics must name something")
    return made


def _variants(force_table: Table, topics: Mapping[str, Topic]) -> dict[str, str]:
    table = force_table.table("variants")
    if table is None:
        return {}
    found: dict[str, str] = {}
    for topic_id in table.names():
        points = topics[topic_id].points if topic_id in topics else ()
        known = {point.variant for point in points if point.variant}
        found[topic_id] = table.choice(topic_id, sorted(known))
    return found


def _sender(table: Table) -> str:
    """What her phone shows as the sender of a text."""
    name = table.maybe_text("sender") or ""
    if name and not is_sender(name):
        told = f'"{name}" is no sender: 3 to 11 letters, no generic word, none that gives her away; or a number'
        raise table.error(told, "sender", value=name)
    return name


def _providers(force_table: Table) -> tuple[Provider, ...]:
    """The video systems that the force keeps, with the hosts that their join addresses may have."""
    table = force_table.table("video_hosts")
    if table is None:
        return ()
    found = [Provider(name, table.strings(name)) for name in table.names()]
    for provider in found:
        if not provider.hosts:
            raise table.error(f"{provider.name} names no host", provider.name)
        for host in provider.hosts:
            if not is_rule(host):
                told = f'"{host}" is no host in small letters, nor "*." and one'
                raise table.error(told, provider.name, value=host)
    return tuple(found)


def sign_offs(table: Table, kind: str, known: Collection[str]) -> dict[str, SignOff]:
    """Who signed off which contacts or topics."""
    found: dict[str, SignOff] = {}
    for entry, one in table.subtables(kind):
        if entry not in known:
            raise one.error(f'unknown {kind} "{entry}"')
        found[entry] = SignOff(one.text("by"), one.day("on"))
        one.done()
    return found
