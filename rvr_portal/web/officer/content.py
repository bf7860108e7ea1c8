"""Every contact, topic and language with where it comes from and who has signed it off."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from rvr_portal import i18n
from rvr_portal.domain.account import Permission
from rvr_portal.web.officer import entries
from rvr_portal.web.officer.blueprint import officer
from rvr_portal.web.officer.guards import allowed
from rvr_portal.web.officer.languages import note
from rvr_portal.web.render import portal


@officer.get("/content")
@allowed(Permission.CONTENT)
def content() -> ResponseReturnValue:
    """The whole content of the force."""
    known = portal().content
    return render_template(
        "officer/content.html",
        content=known,
        drafts=known.drafts(),
        due=known.due(portal().now().astimezone(i18n.LOCAL).date()),
        topic_groups=entries.groups((), known.force.suggested_topics),
        contact_choices=entries.contacts((), known.force.suggested_contacts),
        notes={one.code: note(one.code) for one in known.languages.to_read()},
    )
