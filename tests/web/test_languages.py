"""Which languages a force serves."""

from __future__ import annotations

import dataclasses

import pytest
from flask import Flask

from rvr_portal import create_app
from rvr_portal.ports import Portal
from rvr_portal.settings import Settings


@pytest.mark.parametrize(("show_drafts", "served"), [(True, "cy"), (False, "en")])
def test_a_draft_translation_is_served_only_where_drafts_are_shown(
    settings: Settings, portal: Portal, show_drafts: bool, served: str
) -> None:
    force = dataclasses.replace(portal.content.force, show_drafts=show_drafts)
    content = dataclasses.replace(portal.content, force=force)
    plain = dataclasses.replace(settings, pseudo_languages=False)
    app: Flask = create_app(plain, dataclasses.replace(portal, content=content))
    page = app.test_client().get("/v?lang=cy", headers={"Accept-Language": "cy"}).text
    assert f'<html lang="{served}"' in page
    assert ("Cymraeg" in page) is show_drafts
    # One language is no choice.
    assert ("<nav" in page) is show_drafts
