"""What the bench reads out of a recorder's counters."""

from __future__ import annotations

from collections.abc import Iterable

from bench.series import Sample, between, first_sound, joined, silence

EVERY = 50


def line(
    *, gaps: Iterable[tuple[int, int]] = (), until: int = 20_000, fps: float = 10
) -> list[Sample]:
    """Sound that is made up in the gaps, and a picture at this pace."""
    made_up, samples = 0, []
    for at in range(0, until, EVERY):
        made_up += 48 * EVERY * any(start <= at < end for start, end in gaps)
        counted = {
            "received": 48 * (at + EVERY),
            "concealed": made_up,
            "frames": int(at * fps / 1000),
        }
        samples.append({"at": at, "pc": 1, "packets": at, "lost": 0, "freezes": 0, **counted})
    return samples


def test_sound_is_back_at_the_end_of_a_break() -> None:
    told = joined(line(gaps=[(3200, 6200)]))
    assert silence(told, 3000) == 3.15
    assert silence(told, 7000) == 0


def test_a_moment_of_sound_is_not_its_return() -> None:
    assert silence(joined(line(gaps=[(3200, 5200), (5800, 7200)])), 3000) == 4.15


def test_sound_that_stays_away_has_not_come_back() -> None:
    assert silence(joined(line(gaps=[(3200, 6200)], until=5500)), 3000) is None


def test_shares_are_of_the_time_asked_for() -> None:
    told = between(joined(line(gaps=[(3200, 6200)])), 1000, 9000)
    assert (told["concealed"], told["fps"], told["frozen"]) == (37.5, 10.0, 0.0)


def test_a_picture_once_in_a_while_is_frozen_whatever_the_browser_counts() -> None:
    assert between(joined(line(fps=0.2)), 8000, 18_000)["frozen"] == 100


def test_counters_go_on_in_a_new_connection() -> None:
    one, other = line(until=8000), line(until=8000, gaps=[(0, 1000)])
    told = joined([*one, *({**it, "at": it["at"] + 8000, "pc": 2} for it in other)])
    assert told[-1]["received"] == 2 * one[-1]["received"]
    assert between(told, 0, 16_000)["connections"] == 2
    assert silence(told, 7900) == 1.05


def test_the_first_sound_is_what_is_not_made_up() -> None:
    assert first_sound(joined(line(gaps=[(0, 700)]))) == 700
