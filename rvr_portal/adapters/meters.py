"""Sums over all calls, for Prometheus; their labels name reasons, never people."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

from rvr_portal.domain.endings import BY, Reason
from rvr_portal.domain.figures import Report

# The goals lie at 0.5 and 1 s and some round trips; beyond a minute nobody waits.
_SECONDS = (0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 10, 20, 30, 60)
_join = Histogram(
    "rvr_call_join_seconds", "From the joining of a page to its connection", buckets=_SECONDS
)
_first_frame = Histogram(
    "rvr_call_first_frame_seconds",
    "From the joining of a page to the other side's first picture",
    buckets=_SECONDS,
)
_loss = Histogram(
    "rvr_call_loss_percent",
    "Packets that did not arrive at one side of a call",
    buckets=(0, 1, 2, 3, 5, 10, 15, 20, 30, 50),
)
_concealed = Histogram(
    "rvr_call_concealed_percent",
    "Sound that one side of a call had to make up",
    buckets=(0, 1, 2, 3, 4, 6, 10, 20, 40),
)
_downs = Counter("rvr_call_step_downs_total", "Times that a side sent a smaller picture or none")
_recoveries = Counter("rvr_call_recoveries_total", "Times that a connection came back")
_ended = Counter("rvr_calls_ended_total", "Calls that ended, by reason", ["reason", "by"])
for _reason in Reason:
    for _by in BY:
        _ended.labels(_reason.value, _by)


class PrometheusMeters:
    """The Meters port; one set for the process, however many applications it holds."""

    def ended(self, reason: Reason, by: str) -> None:
        """One more call ended so."""
        _ended.labels(reason.value, by).inc()

    def measured(self, report: Report) -> None:
        """One side of one call, when it is over."""
        if report.join_ms is not None:
            _join.observe(report.join_ms / 1000)
        if report.first_frame_ms is not None:
            _first_frame.observe(report.first_frame_ms / 1000)
        _loss.observe(report.loss_percent)
        _concealed.observe(report.concealed_percent)
        _downs.inc(report.step_downs)
        _recoveries.inc(report.recoveries)
