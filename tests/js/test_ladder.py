"""How large a picture a line can bear: rules that hold whatever is measured."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CLIMB = """async ([start, seconds, top]) => {
  const { begin, next } = await import('/js/ladder.js');
  let state = begin(start);
  return seconds.map((seen) => (state = next(state, seen, top === null ? undefined : top)).level);
}"""
TOP = 7
SECONDS = st.lists(
    st.fixed_dictionaries(
        {
            "rtt": st.floats(0, 5, allow_nan=False),
            "loss": st.floats(0, 1, allow_nan=False),
            "estimate": st.integers(0, 5_000),
            "strained": st.booleans(),
        }
    ),
    max_size=120,
)
GOOD = {"rtt": 0.1, "loss": 0.0, "estimate": 2_000}
EASY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def levels(
    page: Page, start: int, seconds: list[dict[str, float]], top: int | None = None
) -> list[int]:
    return list(page.evaluate(CLIMB, [start, seconds, top]))


def second(**changed: float) -> dict[str, float]:
    return {**GOOD, **changed}


@EASY
@given(st.integers(0, TOP), SECONDS, st.integers(0, TOP))
def test_it_moves_one_rung_at_a_time_and_never_above_what_is_allowed(
    blank: Page, start: int, seconds: list[dict[str, float]], top: int
) -> None:
    found = levels(blank, min(start, top), seconds, top)
    assert all(0 <= level <= top for level in found)
    assert all(abs(b - a) <= 1 for a, b in zip([min(start, top), *found], found, strict=False))


@EASY
@given(st.integers(0, TOP), SECONDS)
def test_it_never_climbs_twice_within_four_seconds(
    blank: Page, start: int, seconds: list[dict[str, float]]
) -> None:
    found = [start, *levels(blank, start, seconds)]
    ups = [at for at in range(1, len(found)) if found[at] > found[at - 1]]
    assert all(b - a >= 4 for a, b in zip(ups, ups[1:], strict=False))


@EASY
@given(SECONDS, st.integers(1, TOP))
def test_a_drowning_line_sends_no_picture_in_the_end(
    blank: Page, before: list[dict[str, float]], start: int
) -> None:
    bad = [second(loss=0.4, estimate=30)] * TOP
    assert levels(blank, start, before + bad)[-1] == 0


@EASY
@given(st.floats(0.0, 0.12), st.integers(1, TOP))
def test_loss_alone_takes_no_picture_away(blank: Page, loss: float, start: int) -> None:
    assert min(levels(blank, start, [second(loss=loss)] * 60)) >= start


def test_a_good_line_reaches_the_top_and_stays(blank: Page) -> None:
    found = levels(blank, 1, [GOOD] * 60)
    assert found[-1] == TOP
    assert found.index(TOP) <= 30


def test_a_queue_takes_the_picture_down_within_two_seconds(blank: Page) -> None:
    found = levels(blank, 2, [GOOD] * 3 + [second(rtt=0.6)] * 2)
    assert found == [2, 2, 2, 2, 1]


def test_a_route_that_is_longer_for_good_is_no_queue_for_ever(blank: Page) -> None:
    found = levels(blank, 2, [GOOD] * 3 + [second(rtt=0.6)] * 400)
    assert min(found) == 0
    assert found[-1] > 1


def test_what_failed_is_tried_again_later_each_time(blank: Page) -> None:
    """Room is promised, and each time that it is used the line chokes."""
    page = blank
    found = page.evaluate("""async () => {
      const { begin, next } = await import('/js/ladder.js');
      let state = begin(0);
      return Array.from({length: 900}, () => {
        const choked = state.level === 1;
        state = next(state, {rtt: 0.1, loss: choked ? 0.4 : 0, estimate: 100});
        return state.level;
      });
    }""")
    ups = [at for at in range(1, len(found)) if found[at] > found[at - 1]]
    pauses = [b - a for a, b in zip(ups, ups[1:], strict=False)]
    assert pauses == sorted(pauses)
    assert pauses[-1] >= 200
    assert len(ups) <= 9


def test_a_dark_line_that_tells_nothing_is_tried_after_a_minute(blank: Page) -> None:
    found = levels(blank, 0, [second(estimate=0)] * 70)
    assert found[58] == 0
    assert found[-1] == 1


def test_a_spared_phone_sends_no_more_than_it_may(blank: Page) -> None:
    assert levels(blank, TOP, [GOOD] * 10, 2)[0] == 2
    assert levels(blank, TOP, [GOOD] * 10, 2)[-1] == 2


@pytest.mark.parametrize(("start", "then"), [(TOP, TOP - 1), (2, 1), (1, 1)])
def test_a_processor_that_starves_the_sound_gets_a_smaller_picture_and_never_none(
    blank: Page, start: int, then: int
) -> None:
    assert levels(blank, start, [second(strained=True)])[-1] == start
    assert levels(blank, start, [second(strained=True)] * 2)[-1] == then
    assert levels(blank, start, [second(strained=True)] * 60)[-1] == 1


def test_what_strained_once_is_tried_again_later_and_later(blank: Page) -> None:
    tired = [second(strained=True)] * 2
    found = levels(blank, TOP, [*tired, *[second()] * 33, *tired, *[second()] * 63])
    assert found[1 + 25] == TOP - 1
    assert TOP in found[28:34]
    assert TOP not in found[36 : 36 + 58]
