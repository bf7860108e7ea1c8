"""The harmless page is whole in her language, or whole in English."""

from __future__ import annotations

from rvr_portal.domain.harmless import Harmless
from rvr_portal.domain.words import Words

SOUP = Words({"en": "Soup", "cy": "Cawl"})


def test_it_is_in_her_language() -> None:
    page = Harmless(SOUP, (Words({"en": "Serves 4.", "cy": "Digon i 4."}),))
    title, lines = page.text("cy")
    assert (title.text, title.lang, [it.text for it in lines]) == ("Cawl", "cy", ["Digon i 4."])


def test_one_line_that_is_missing_makes_all_of_it_english() -> None:
    page = Harmless(SOUP, (SOUP, Words({"en": "Serves 4."})))
    title, lines = page.text("cy")
    assert {it.lang for it in (title, *lines)} == {"en"}
