from __future__ import annotations

from rvr_portal.domain.languages import Language, Languages, Status

ALL = Languages(
    {
        one.code: one
        for one in (
            Language("ur", "Urdu", Status.LISTED, endonym="اردو", dir="rtl"),
            Language("kmr", "Kurmanji", Status.NEXT),
            Language("bfi", "British Sign Language", Status.SPECIAL),
            Language("en-x-easy", "Easy Read", Status.SPECIAL),
        )
    }
)


def test_a_language_is_named_by_itself_where_its_name_is_known() -> None:
    assert [one.name for one in ALL.by_code.values()][:2] == ["اردو", "Kurmanji"]


def test_an_unknown_language_is_none_and_written_from_left_to_right() -> None:
    assert ALL.get("xx") is None
    assert ALL.get("ur") is ALL.by_code["ur"]
    assert [ALL.direction("ur"), ALL.direction("bfi"), ALL.direction("xx")] == ["rtl", "ltr", "ltr"]


def test_only_listed_languages_are_read_and_easy_words_are_not_interpreted() -> None:
    assert [one.code for one in ALL.to_read()] == ["ur"]
    assert [one.code for one in ALL.to_speak()] == ["ur", "kmr", "bfi"]
