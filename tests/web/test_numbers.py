"""A telephone number keeps its order in text that runs from right to left."""

from __future__ import annotations

import pytest
from flask import Flask

from rvr_portal.web.numbers import numbers


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Call 116 123 now", 'Call <bdi dir="ltr">116 123</bdi> now'),
        ("+44 20 7008 0151", '<bdi dir="ltr">+44 20 7008 0151</bdi>'),
        ("999, then 55", "999, then 55"),
        ("<b> 18001 101", '&lt;b&gt; <bdi dir="ltr">18001 101</bdi>'),
    ],
)
def test_groups_of_digits_are_kept_together(app: Flask, text: str, shown: str) -> None:
    with app.test_request_context("/?lang=ur"):
        app.preprocess_request()
        assert numbers(text) == shown


def test_from_left_to_right_nothing_is_needed(app: Flask) -> None:
    with app.test_request_context("/?lang=pl"):
        app.preprocess_request()
        assert numbers("116 123 <") == "116 123 &lt;"
