"""Each way in which a content file can be wrong is refused with its file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rvr_portal import i18n
from rvr_portal.adapters.content import BUNDLED, load_content
from rvr_portal.domain.advice import ContentError, Refusal

EMERGENCY = "contacts/emergency.toml"
NATIONS = "contacts/nations.toml"
PLAN = "advice/safety_plan.toml"
FORCE = "forces/gloucestershire/force.toml"
SIGNED = "forces/gloucestershire/signed_off.toml"
LANGUAGES = "languages.toml"
WORDS = "vocabulary.toml"

Edit = Callable[[str, str, str], int]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BUNDLED, tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def edit(root: Path) -> Edit:
    """Replace the first occurrence and say on which line it stood."""

    def replace(file: str, old: str, new: str) -> int:
        text = (root / file).read_text("utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new, 1), "utf-8")
        return text[: text.index(old)].count("\n") + 1

    return replace


def problem(root: Path, force: str = "gloucestershire") -> tuple[str, int, str]:
    with pytest.raises(ContentError) as refused:
        load_content(root, force)
    error = refused.value
    assert str(error) == f"{error.file}:{error.line}: {error.problem}"
    assert "\n" not in str(error)
    return error.file, error.line, error.problem


# file, what stands there, what somebody writes instead, what they are told
SLIPS = [
    (
        EMERGENCY,
        'who_for = ["everyone", "em',
        'who_for = ["evryone", "em',
        'unknown tag "evryone" in who_for',
    ),
    (EMERGENCY, 'areas = ["uk"]', 'areas = ["devon"]', 'unknown area "devon" in areas'),
    (EMERGENCY, 'areas = ["uk"]', 'areas = ["uk", "uk"]', "areas names something twice"),
    (EMERGENCY, 'areas = ["uk"]', "areas = [1]", "areas must be a list of texts"),
    (EMERGENCY, 'areas = ["uk"]', "areas = []", "areas is missing"),
    (EMERGENCY, "free = true", 'free = "yes"', "free must be true or false"),
    (EMERGENCY, "free = true", "fee = true", 'unknown key "fee"'),
    (EMERGENCY, 'what = "For danger', 'what.cy = "For danger', "what must be text"),
    (
        EMERGENCY,
        'languages.staff = ["en"]',
        'languages.staff = ["xx"]',
        'unknown language "xx" in staff',
    ),
    (EMERGENCY, 'phone.dial = "999"', 'phone.dial = "9 99"', 'dial "9 99" must be digits only'),
    (EMERGENCY, 'sms.dial = "999"', "sms.dial = 999", "dial must be text"),
    (
        EMERGENCY,
        'confidence = "seed"',
        'confidence = "sure"',
        'unknown confidence "sure": one of confirmed, seed, general_knowledge',
    ),
    (
        EMERGENCY,
        'to_verify = ["facts"]',
        'to_verify = ["fact"]',
        'unknown field "fact" in to_verify',
    ),
    (
        EMERGENCY,
        'hours.phone = "24h"',
        'hours.phone = "always"',
        'hours of phone must be "24h" or days with hours',
    ),
    (
        EMERGENCY,
        'hours.phone = "24h"',
        "hours.phone = true",
        'hours of phone must be "24h" or days with hours',
    ),
    (
        EMERGENCY,
        'hours.phone = "24h"',
        'hours.fax = "24h"',
        'unknown means "fax": one of phone, video, sms, webchat, web, email, bsl',
    ),
    (
        EMERGENCY,
        "[contact.bsl_999]",
        "[contact.BSL]",
        '"BSL" is not a name of small letters, digits and _',
    ),
    (
        EMERGENCY,
        'website = "https://www.999bsl',
        'website = "http://www.999bsl',
        'website "http://www.999bsl.co.uk" is not an https address',
    ),
    (
        EMERGENCY,
        'note = "See bsl_999 and relay_uk."',
        'note = " "',
        "note is empty: leave it out where it is not known",
    ),
    (
        NATIONS,
        'phone.e164 = "+448082000247"',
        'phone.e164 = "+448082000248"',
        'e164 "+448082000248" is not a possible number or not that of dial',
    ),
    (
        NATIONS,
        'phone.e164 = "+448082000247"',
        'phone.e164 = "08082000247"',
        'e164 "08082000247" is not a possible number or not that of dial',
    ),
    (
        NATIONS,
        'phone.display = "0808 2000 247"',
        'phone.display = "0808 2000 248"',
        'display "0808 2000 248" and dial "08082000247" are not the same number',
    ),
    (
        NATIONS,
        'hours.webchat.mon-fri = "15:00-22:00"',
        'hours.webchat.mon-fri = "3pm-10pm"',
        'hours "3pm-10pm" must look like "09:00-17:30"',
    ),
    (
        NATIONS,
        'hours.webchat.mon-fri = "15:00-22:00"',
        'hours.webchat.mon-fri = "15:00-25:00"',
        'hours "15:00-25:00" must look like "09:00-17:30"',
    ),
    (
        NATIONS,
        'hours.webchat.mon-fri = "15:00-22:00"',
        "hours.webchat.mon-fri = 15",
        'hours "15" must look like "09:00-17:30"',
    ),
    (
        NATIONS,
        'hours.webchat.mon-fri = "15',
        'hours.webchat.fri-mon = "15',
        'unknown days "fri-mon": mon to sun, or a run such as mon-fri',
    ),
    (
        NATIONS,
        'hours.webchat.mon-fri = "15',
        'hours.webchat.weekdays = "15',
        'unknown days "weekdays": mon to sun, or a run such as mon-fri',
    ),
    (
        NATIONS,
        'email = "help@dsahelpline.org"',
        'email = "help at dsahelpline"',
        '"help at dsahelpline" is not an email address',
    ),
    (PLAN, '"ndah_refuge"', '"ndah"', 'unknown contact "ndah" in contacts'),
    (
        PLAN,
        'group = "safety"',
        'group = "safe"',
        'unknown group "safe": one of now, safety, phone, health, law, people, life, after',
    ),
    (PLAN, 'for = ["everyone"]', 'for = ["all"]', 'unknown tag "all" in for'),
    (PLAN, 'for = ["everyone"]', "for = []", "for is missing"),
    (
        PLAN,
        "needs_safe_device = false",
        'needs_safe_device = "no"',
        "needs_safe_device must be true or false",
    ),
    (
        PLAN,
        'review_by = "lead"',
        'review_by = "me"',
        'unknown review_by "me": one of lead, legal, medical, technology',
    ),
    (PLAN, 'title = "Make a plan to stay safer"', "title = 5", "title must be text"),
    (PLAN, 'group = "safety"', 'group = = "safety"', "Invalid value"),
    (FORCE, '  "silent_solution",', '  "silence",', 'unknown contact "silence" in always_contacts'),
    (FORCE, '"what_next"', '"next"', 'unknown topic "next" in always_topics'),
    (FORCE, '"gdass"', '"gdas"', 'unknown contact "gdas" in suggested_contacts'),
    (FORCE, '"safety_plan"', '"plan"', 'unknown topic "plan" in suggested_topics'),
    (
        FORCE,
        'exit_url = "https',
        'exit_url = "http',
        'exit_url "http://www.bbc.co.uk/weather" is not an https address',
    ),
    (
        FORCE,
        'exit_url = "https',
        'sender = "Appointment"\nexit_url = "https',
        '"Appointment" is no sender: 3 to 11 letters, no generic word, none that gives her away; or a number',
    ),
    (FORCE, '  "silent_solution",', '  "shout",', 'always shown, but "shout" is unverified'),
    (
        FORCE,
        '"what_next"',
        '"leaving_safely"',
        'always shown, but "leaving_safely" is needs_private_phone',
    ),
    (FORCE, "show_drafts = true", "show_drafts = 1", "show_drafts must be true or false"),
    (LANGUAGES, 'code = "cy"', 'code = "en"', 'language "en" stands twice'),
    (LANGUAGES, 'source = ["ons"]', 'source = ["onz"]', 'unknown source "onz" in source'),
    (LANGUAGES, 'sms = "gsm7"', 'sms = "gsm8"', 'unknown sms "gsm8": one of gsm7, gsm7_if, ucs2'),
    (LANGUAGES, 'dir = "ltr"', 'dir = "left"', 'unknown dir "left": one of ltr, rtl'),
    (
        LANGUAGES,
        'gives_away = ["policj"',
        'gives_away = ["policj", "policj"',
        "gives_away names something twice",
    ),
    (LANGUAGES, "rank = 1", "rank = true", "rank must be a number"),
    (LANGUAGES, 'reads = ["bn"]', 'reads = ["xx"]', 'unknown language "xx" in reads'),
    (WORDS, 'now = "Danger now"', "now = 1", "now must be text"),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), SLIPS)
def test_a_slip_is_refused_on_its_own_line(
    root: Path, edit: Edit, file: str, old: str, new: str, told: str
) -> None:
    line = edit(file, old, new)
    assert problem(root) == (file, line, told)


@pytest.mark.parametrize(
    ("file", "gone", "stands", "told"),
    [
        (EMERGENCY, 'confidence = "seed"\n', "[contact.police_999]", "confidence is missing"),
        (EMERGENCY, 'name = "Police, f', "[contact.police_999]", "name is missing"),
        (PLAN, 'group = "safety"\n', "# How to edit", "group is missing"),
        (FORCE, "exit_url", "# Gloucestershire", "exit_url is missing"),
        (FORCE, 'title = "Video', "# Gloucestershire", "title is missing"),
    ],
)
def test_what_is_missing_is_told_where_it_should_stand(
    root: Path, file: str, gone: str, stands: str, told: str
) -> None:
    lines = (root / file).read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith(gone))
    del lines[at]
    (root / file).write_text("".join(lines), "utf-8")
    expected = next(n for n, line in enumerate(lines, 1) if line.startswith(stands))
    assert problem(root) == (file, expected, told)


def test_a_number_that_is_no_short_code_needs_its_international_form(
    root: Path, edit: Edit
) -> None:
    line = edit(NATIONS, 'phone.e164 = "+448082000247"\n', "") - 1
    told = '"08082000247" is no short code: e164 is missing'
    assert problem(root) == (NATIONS, line, told)


def test_a_contact_may_stand_once(root: Path, edit: Edit) -> None:
    line = edit(NATIONS, "[contact.ndah_refuge]", "[contact.police_999]")
    told = 'contact "police_999" stands in another file already'
    assert problem(root) == (NATIONS, line, told)
    line = edit(NATIONS, "[contact.womens_aid_chat]", "[contact.police_999]")
    assert problem(root)[:2] == (NATIONS, line)


def test_lists_of_tables_and_missing_tables(root: Path, edit: Edit) -> None:
    edit(PLAN, "[[points]]", "[points]")
    assert problem(root)[0] == PLAN


def test_points_must_be_tables(root: Path) -> None:
    text = (root / PLAN).read_text("utf-8").split("[[points]]")[0]
    (root / PLAN).write_text("points = [1]\n" + text, "utf-8")
    assert problem(root) == (PLAN, 1, "points must be a list of tables")
    (root / PLAN).write_text(text, "utf-8")
    assert problem(root) == (PLAN, 1, "points is missing")
    untitled = text.replace('title = "Make a plan to stay safer"\n', "")
    (root / PLAN).write_text(untitled, "utf-8")
    assert problem(root) == (PLAN, 1, "title is missing")


def test_a_file_name_is_an_id(root: Path) -> None:
    (root / PLAN).rename(root / "advice/Safety-Plan.toml")
    told = 'file name "Safety-Plan.toml": small letters, digits and _ only'
    assert problem(root) == ("advice/Safety-Plan.toml", 1, told)


def test_a_file_that_is_not_utf8_or_not_there(root: Path) -> None:
    (root / WORDS).write_bytes(b'[tags]\nall = "\xff"\n')
    assert problem(root) == (WORDS, 2, "not UTF-8")
    (root / WORDS).unlink()
    assert problem(root) == (WORDS, 1, "no such file")


def test_a_vocabulary_has_all_its_lists(root: Path, edit: Edit) -> None:
    edit(WORDS, "[areas]", "[places]")
    assert problem(root) == (WORDS, 1, "[areas] is missing")


@pytest.mark.parametrize("name", ["atlantis", "../gloucestershire", "Gloucestershire", ""])
def test_a_force_that_does_not_exist(root: Path, name: str) -> None:
    assert problem(root, name) == (f"forces/{name}/force.toml", 1, f'no force "{name}" here')


def test_a_force_shows_something_to_everybody(root: Path, edit: Edit) -> None:
    edit(
        FORCE,
        'always_topics = ["danger_now", "what_next", "contact_officer"]',
        "always_topics = []",
    )
    told = "always_contacts and always_topics must name something"
    assert problem(root) == (FORCE, 1, told)


def test_a_variant_is_one_that_the_topic_has(root: Path, edit: Edit) -> None:
    line = edit(FORCE, "# [variants]", "[variants]") + 1
    edit(FORCE, "# police_orders =", "police_orders =")
    assert load_content(root).force.variants == {"police_orders": "dvpo"}
    edit(FORCE, 'police_orders = "dvpo"', 'police_orders = "dvp"')
    told = 'unknown police_orders "dvp": one of dapo, dvpo'
    assert problem(root) == (FORCE, line, told)
    edit(FORCE, 'police_orders = "dvp"', 'bail = "dvpo"')
    assert problem(root)[1] == line


HOSTS = '# "Name of the system" = ["join.system.example", "*.video.system.example"]'


def test_a_force_lists_the_hosts_of_its_own_video_system(root: Path, edit: Edit) -> None:
    assert load_content(root).force.providers == ()
    edit(FORCE, "# [video_hosts]", "[video_hosts]")
    assert load_content(root).force.providers == ()
    edit(FORCE, HOSTS, HOSTS.removeprefix("# "))
    [provider] = load_content(root).force.providers
    assert provider.name == "Name of the system"
    assert provider.hosts == ("join.system.example", "*.video.system.example")


@pytest.mark.parametrize(
    ("hosts", "told"),
    [
        ("[]", "GoodSAM names no host"),
        ('"a.example"', "GoodSAM must be a list"),
        ('["a.example", "a.example"]', "GoodSAM names something twice"),
        (
            '["https://a.example"]',
            '"https://a.example" is no host in small letters, nor "*." and one',
        ),
        ('["*.uk"]', '"*.uk" is no host in small letters, nor "*." and one'),
    ],
)
def test_a_slip_in_the_hosts_is_refused(root: Path, edit: Edit, hosts: str, told: str) -> None:
    edit(FORCE, "# [video_hosts]", "[video_hosts]")
    line = edit(FORCE, HOSTS, f"GoodSAM = {hosts}")
    assert problem(root) == (FORCE, line, told)


def test_a_force_says_things_its_own_way(root: Path) -> None:
    own = root / "forces/gloucestershire"
    (own / "contacts").mkdir()
    (own / "contacts/local.toml").write_text(
        '[contact.gdass]\nname = "Our service"\nwhat = "New words."\n'
        'who_for = ["everyone"]\nareas = ["gloucestershire"]\nconfidence = "confirmed"\n',
        "utf-8",
    )
    (own / "advice").mkdir()
    mine = (root / PLAN).read_text("utf-8").replace("Make a plan", "Our plan")
    (own / "advice/safety_plan.toml").write_text(mine, "utf-8")
    content = load_content(root)
    assert str(content.contacts["gdass"].name) == "Our service"
    assert str(content.topics["safety_plan"].title) == "Our plan to stay safer"
    assert len(content.contacts) == 58
    assert len(content.topics) == 37


def test_a_sign_off_names_who_and_when(root: Path) -> None:
    entry = 'by = "A. Lead"\non = 2026-11-01\n'
    text = f"[contact.gdass]\n{entry}\n[topic.injuries]\n{entry}"
    (root / SIGNED).write_text(text, "utf-8")
    content = load_content(root)
    signed = content.contacts["gdass"].signed_off
    assert signed is not None
    assert (signed.by, signed.on) == ("A. Lead", date(2026, 11, 1))
    assert content.topic_refusal("injuries", phone_is_private=False) is None
    assert "gdass" not in content.drafts().contacts


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('[contact.gdas]\nby = "A"\non = 2026-11-01\n', 1, 'unknown contact "gdas"'),
        ('\n[topic.x]\nby = "A"\non = 2026-11-01\n', 2, 'unknown topic "x"'),
        ('[contact.gdass]\nby = "A"\n', 1, "on is missing"),
        ('[contact.gdass]\nby = "A"\non = "today"\n', 3, "on must be a date"),
        (
            '[contact.gdass]\nby = "A"\non = 2026-11-01T10:00:00\n',
            3,
            "on must be a date without a time",
        ),
        ("contact = 5\n", 1, "contact must be a table"),
        ("[other]\n", 1, 'unknown key "other"'),
    ],
)
def test_a_sign_off_that_says_nothing(root: Path, text: str, line: int, told: str) -> None:
    (root / SIGNED).write_text(text, "utf-8")
    assert problem(root) == (SIGNED, line, told)


def test_a_live_force_must_sign_off_what_everybody_gets(root: Path, edit: Edit) -> None:
    edit(FORCE, "show_drafts = true", "show_drafts = false")
    line = edit(FORCE, '  "police_999",', '  "police_999",')
    told = 'always shown, but "police_999" is not_signed_off'
    assert problem(root) == (FORCE, line, told)


def test_a_live_force_hides_drafts_and_what_a_machine_translated(
    root: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(FORCE, "show_drafts = true", "show_drafts = false")
    force = load_content().force
    entry = 'by = "A. Lead"\non = 2026-11-01\n'
    signed = [f"[contact.{one}]\n{entry}" for one in force.always_contacts]
    signed += [f"[topic.{one}]\n{entry}" for one in force.always_topics]
    (root / SIGNED).write_text("\n".join(signed), "utf-8")
    content = load_content(root)
    assert content.contacts["police_999"].name.text("cy").lang == "en"
    assert content.contact_refusal("gdass") is Refusal.NOT_SIGNED_OFF
    assert content.contact_refusal("police_999") is None
    found = {**i18n.languages(), "cy": replace(i18n.language("cy"), draft=False)}
    monkeypatch.setattr(i18n, "languages", lambda: found)
    assert content.contacts["police_999"].name.text("cy").lang == "cy"


def test_a_text_stands_in_every_language_that_has_it_and_a_name_in_english_alone(
    root: Path,
) -> None:
    contacts = load_content(root).contacts
    assert set(contacts["police_999"].what.by_language) == set(i18n.languages())
    assert len(contacts["police_999"].what.by_language) == len(i18n.languages())
    assert "cy" not in contacts["galop"].name.by_language
    assert "xx" not in contacts["galop"].what.by_language


def test_a_force_can_choose_its_own_harmless_page(root: Path) -> None:
    own = root / "forces/gloucestershire/harmless.toml"
    own.write_text('title = "Bus times"\n[[lines]]\ntext = "Every 20 minutes."\n', "utf-8")
    page = load_content(root).harmless
    assert [str(it) for it in (page.title, *page.lines)] == ["Bus times", "Every 20 minutes."]
    own.write_text('title = "Bus times"\n', "utf-8")
    assert problem(root) == ("forces/gloucestershire/harmless.toml", 1, "lines are missing")


def test_a_force_can_choose_its_own_ready_sentences(root: Path) -> None:
    shared = load_content(root).phrases
    assert all(set(it.by_language) == set(i18n.languages()) for it in shared)
    own = root / "forces/gloucestershire/phrases.toml"
    own.write_text('[[phrases]]\ntext = "Good morning."\n', "utf-8")
    assert [str(it) for it in load_content(root).phrases] == ["Good morning."]
    own.write_text("", "utf-8")
    assert load_content(root).phrases == ()
