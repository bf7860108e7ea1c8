"""The English that she reads: marked for translation, plain, and without a promise that we cannot keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask, render_template
from flask.testing import FlaskClient

from rvr_portal import create_app, i18n, wiring
from rvr_portal.adapters.content.extraction import extract
from rvr_portal.domain.checks import VALUES
from rvr_portal.domain.visit import State
from rvr_portal.ports import Portal
from rvr_portal.services import aftercare, journey
from rvr_portal.services.arrivals import Arrival
from rvr_portal.settings import Settings
from tests.cast import a_link, a_visit
from tests.fakes import Clock, QuickPasswords
from tests.house.tree import PACKAGE, ROOT, TEMPLATES, name

PSEUDO = "en-XA"
SPOKEN = {"aria-label", "alt", "placeholder", "title", "data-exit-1", "data-exit-2", "data-offline"}
HERS = [
    it
    for part in ("victim", "guest", "errors", "macros")
    for it in (TEMPLATES / part).rglob("*.html")
]

LONGEST_SENTENCE = 20
# School grade (Flesch and Kincaid) of all words together: a reading age of about nine. By itself a text may be
# harder, for the formula is rough with few words; below so many, and with names, it says nothing.
HARDEST_GRADE = 4.0
HARDEST_TEXT = 10.0
FEWEST_WORDS = 9
LONG_BUT_KNOWN = {"interpreter", "anybody", "somebody", "disabilities"}
# Names of places, laws and services, what others may call it, and words without a shorter one.
LONG_IN_ADVICE = LONG_BUT_KNOWN | {
    "advocacy",
    "advocates",
    "american",
    "commissioner",
    "commissioner's",
    "community",
    "computer-made",
    "constabulary",
    "economic",
    "emergency",
    "emergencysms",
    "everything",
    "gloucestershire",
    "gloucestershire's",
    "honour-based",
    "identity",
    "immigration",
    "independent",
    "information",
    "initiative",
    "intermediary",
    "minoritised",
    "non-binary",
    "non-molestation",
    "occupation",
    "operator",
    "ordinary",
    "organisation",
    "pet-fostering",
    "professional",
    "prosecution",
    "prosecutors",
    "registered",
    "relationships",
    "samaritans",
    "separating",
    "sometimes",
    "survivorsuk",
    "tewkesbury",
    "universal",
    "vegetable",
    "vulnerable",
}
# Where a word that she would not use is a name, or says what somebody else might call it.
NAMED_SO = (
    "Victim Support",
    "Victim Personal Statement",
    "Private browsing",
    "Victims of Domestic Abuse Concession",
)
BANNED = {
    "abuser": "the other person",
    "access": "open",
    "allegation": "what you told us",
    "authenticate": "check",
    "complainant": "you",
    "connectivity": "connection",
    "device": "phone",
    "enable": "turn on",
    "error": "say what happened and what to do",
    "failed": "did not work",
    "incident": "what happened",
    "initiate": "start",
    "invalid": "say what to do instead",
    "latency": "slow",
    "offender": "the other person",
    "perpetrator": "the other person",
    "private": "not a promise that we can keep",
    "proceed": "go on",
    "secure": "not a promise that we can keep",
    "session": "call, or appointment",
    "suspect": "the other person",
    "terminate": "end",
    "victim": "you",
}
# Leaving hides this page; it makes nobody safe and erases nothing (discretion.md, QE-27).
_LEAVING = re.compile(r"\b(leave|leaves|leaving|exit|shift)\b", re.IGNORECASE)
_PROMISE = re.compile(
    r"\b(safe|safely|safer|secure|securely|private|privately|hidden|hides?|anonymous|trace|tracks)\b",
    re.IGNORECASE,
)
_WHOLE_HISTORY = re.compile(
    r"\b(clear|delete|erase|wipe|remove)\b[^.]*\b(all|whole|entire|your|the)\b[^.]*\bhistory\b",
    re.IGNORECASE,
)


def _advice() -> list[str]:
    """What stands in the content files."""
    found = []
    for path in sorted((PACKAGE / "content").rglob("*.toml")):
        if path.name not in {"languages.toml", "vocabulary.toml"}:
            with path.open("rb") as file:
                found += [text for _, _, text, _ in extract(file, (), (), {})]
    return found


def _pages() -> list[str]:
    """What stands in the templates and the text messages."""
    with (ROOT / "translations" / "messages.pot").open("rb") as file:
        found = [it.id for it in read_po(file) if it.id]
    parts = (it if isinstance(it, tuple | list) else (it,) for it in found)
    words = [re.sub(r"%\(\w+\)s", "X", one) for part in parts for one in part]
    return sorted(set(words) - set(_advice()))


BOTH = pytest.mark.parametrize("english", [_pages(), _advice()], ids=["pages", "advice"])


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9’'-]+", text)


def _sentences(text: str) -> list[str]:
    return [it for it in re.split(r"(?<=[.?!:])\s+", text) if _words(it)]


def _syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and groups > 1
    return max(groups - silent, 1)


def _grade(texts: Iterable[str]) -> float:
    sentences = [it for text in texts for it in _sentences(text)]
    words = [it for sentence in sentences for it in _words(sentence)]
    syllables = sum(_syllables(it) for it in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@BOTH
def test_sentences_are_short(english: list[str]) -> None:
    sentences = [it for text in english for it in _sentences(text)]
    long = [it for it in sentences if len(_words(it)) > LONGEST_SENTENCE]
    assert long == [], f"at most {LONGEST_SENTENCE} words in a sentence"


@BOTH
def test_words_are_plain(english: list[str]) -> None:
    found = [
        f"{word!r} in {text!r}: write {BANNED[word]!r}"
        for text in english
        if not any(it in text or it == text for it in NAMED_SO)
        for word in sorted({it.lower() for it in _words(text)} & set(BANNED))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("english", "known"),
    [(_pages(), LONG_BUT_KNOWN), (_advice(), LONG_IN_ADVICE)],
    ids=["pages", "advice"],
)
def test_long_words_are_ones_that_everybody_knows(english: list[str], known: set[str]) -> None:
    long = {it.lower() for text in english for it in _words(text) if _syllables(it) > 3}
    assert long - known == set(), "write a shorter word, or add it to the words that are known"


@BOTH
def test_a_child_of_nine_can_read_it(english: list[str]) -> None:
    assert _grade(english) <= HARDEST_GRADE


@BOTH
def test_no_text_is_much_harder_than_the_rest(english: list[str]) -> None:
    long = [it for it in english if len(_words(it)) >= FEWEST_WORDS and it.endswith((".", "?"))]
    assert {it: round(_grade([it]), 1) for it in long if _grade([it]) > HARDEST_TEXT} == {}


def test_leaving_promises_nothing() -> None:
    assert [it for it in _pages() if _LEAVING.search(it) and _PROMISE.search(it)] == []


@BOTH
def test_nobody_is_told_to_wipe_the_whole_history(english: list[str]) -> None:
    assert [it for it in english if _WHOLE_HISTORY.search(it)] == []


class Reader(HTMLParser):
    """Collects what is read or spoken, but no words that say which language they are in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        ours = tag not in {"script", "style", "title", "bdi"} and (
            "lang" not in told or tag == "html"
        )
        if tag not in {"meta", "link", "input"}:
            self._open.append((tag, ours))
        if ours and all(it for _, it in self._open):
            self.found += [value for key, value in attrs if key in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and all(it for _, it in self._open):
            self.found.append(data.strip())


def _unmarked(source: str) -> list[str]:
    """Words of a template that stand outside {% trans %} and _()."""
    source = re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
    source = re.sub(r"\{%-?\s*trans\b.*?\bendtrans\s*-?%\}", "", source, flags=re.DOTALL)
    source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL)
    # An attribute that a block puts into a tag of its base is no text.
    texts = (re.sub(r'[a-z-]+="[^"]*"', "", it) for it in Reader(source).found)
    return [it for it in texts if re.search(r"[A-Za-z]", it)]


@pytest.mark.parametrize("path", HERS, ids=name)
def test_every_word_of_a_template_is_marked(path: Path) -> None:
    assert _unmarked(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Hello</p>",
        '<p aria-label="Hello"></p>',
        "<p>{% trans %}Hello{% endtrans %} there</p>",
        "<p><br>{{ name }} is here</p>",
    ],
)
def test_a_word_that_is_not_marked_is_seen(source: str) -> None:
    assert _unmarked(source)


# A letter that the pseudo-language would have changed, in what the page shows.
_UNCHANGED = re.compile(r"[A-Za-z]*[aceghijklnorstuwyzACEGHIJKLNORSTUWYZ][A-Za-z]*")
_GIVEN = re.compile(
    r"Sam Hill|blue otter|[A-Z][a-z]+day \d+ [A-Z][a-z]+|(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b"
)


def _english_in(html: str) -> set[str]:
    """Words that came out in English though the page is in the pseudo-language."""
    shown = (_GIVEN.sub("", it) for it in Reader(html).found)
    return {word for it in shown for word in _UNCHANGED.findall(it)}


# One portal for all pages: they only read it, each on a visit of its own.
@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("words"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "Argon2Passwords", QuickPasswords)
        built = wiring.build(settings, now=Clock().now)
    built.store.upgrade()
    yield built
    built.store.close()


@pytest.fixture(scope="module")
def pseudo(portal: Portal) -> Flask:
    made = create_app(Settings(pseudo_languages=True), portal)
    made.config["WTF_CSRF_ENABLED"] = False
    made.config["RATELIMIT_ENABLED"] = False
    return made


@pytest.fixture
def reader(pseudo: Flask) -> FlaskClient:
    return pseudo.test_client()


def _sits_down(reader: FlaskClient, arrival: Arrival) -> FlaskClient:
    with reader.session_transaction() as session:
        session["k"], session["l"] = arrival.key, PSEUDO
    return reader


STATES = [
    *(State.OPENED, State.UNSAFE, State.LATER, State.IN_PERSON, State.CHOOSING, State.CHECKING),
    *(State.WAITING, State.IN_CALL, State.AFTER, State.CLOSED, State.LEFT, State.REVOKED),
]


@pytest.mark.parametrize("practice", [False, True], ids=["live", "practice"])
@pytest.mark.parametrize("state", STATES)
def test_no_english_is_left_on_a_page(
    portal: Portal, reader: FlaskClient, state: State, practice: bool
) -> None:
    page = _sits_down(reader, a_visit(portal, state, practice=practice)).get("/v")
    assert page.status_code == 200
    assert _english_in(page.text) == set()
    assert "ƞ" in page.text


def test_no_english_is_left_on_the_link(portal: Portal, reader: FlaskClient) -> None:
    _, token = a_link(portal)
    assert _english_in(reader.get(f"/j/{token}?lang={PSEUDO}").text) == set()
    assert _english_in(reader.get(f"/j/{token}x?lang={PSEUDO}").text) == set()


@pytest.mark.parametrize("media", ["video", "sound", "text"])
def test_no_english_is_left_in_the_waiting_room(
    portal: Portal, reader: FlaskClient, media: str
) -> None:
    arrival = a_visit(portal, State.CHECKING)
    journey.finish_checks(portal, arrival.visit, media)
    assert _english_in(_sits_down(reader, arrival).get("/v").text) == set()


def test_no_english_is_left_in_what_she_keeps_but_advice_marked_as_english(
    portal: Portal, reader: FlaskClient
) -> None:
    arrival = a_visit(portal, State.AFTER)
    force = portal.content.force
    aftercare.choose(
        portal, arrival.visit.id, force.suggested_topics, force.suggested_contacts,
        by="test", phone_is_private=True, readable=True,
    )  # fmt: skip
    assert _english_in(_sits_down(reader, arrival).get("/v").text) == set()


def _reports() -> Iterator[dict[str, str]]:
    fine = {"camera": "ok", "microphone": "ok", "sound": "heard", "connection": "good"}
    fine |= {"battery": "ok", "browser": "ok", "round_trip_ms": "40"}
    for what, values in VALUES.items():
        yield from ({**fine, what: value} for value in sorted(values))


def test_no_english_is_left_in_any_answer_of_the_check(portal: Portal, reader: FlaskClient) -> None:
    _sits_down(reader, a_visit(portal, State.CHECKING))
    for report in _reports():
        answer = reader.post("/v/checks/report", data=report, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert _english_in(answer.text) == set(), report


@pytest.mark.parametrize(("code", "status"), [("csrf", 400), ("too_many", 429), ("failed", 500)])
def test_no_english_is_left_where_something_went_wrong(
    pseudo: Flask, code: str, status: int
) -> None:
    with pseudo.test_request_context(f"/?lang={PSEUDO}"):
        pseudo.preprocess_request()
        page = render_template("errors/plain.html", code=code, status=status, back_url="/v")
    assert _english_in(page) == set()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("code", [it for it in i18n.languages() if it != i18n.SOURCE])
def test_a_translated_page_shows_no_english(
    portal: Portal, reader: FlaskClient, code: str, state: State
) -> None:
    """What Babel collects and what a page looks up are the same words."""
    english, translated = (
        _sits_down_in(reader, a_visit(portal, state), it) for it in (i18n.SOURCE, code)
    )
    kept = {it for it in set(english) & set(translated) if len(_words(it)) > 2}
    assert {it for it in kept if not _GIVEN.search(it)} == set()


def _sits_down_in(reader: FlaskClient, arrival: Arrival, code: str) -> list[str]:
    return Reader(_sits_down(reader, arrival).get(f"/v?lang={code}").text).found
