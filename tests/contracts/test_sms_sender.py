"""What every sender of text messages keeps its word on."""

from __future__ import annotations

from pathlib import Path

import pytest

from rvr_portal.adapters.sms import ConsoleSms, FileSms
from rvr_portal.ports import SmsSender
from tests.fakes import SentTexts


@pytest.fixture(params=["console", "file", "fake"])
def sender(request: pytest.FixtureRequest, tmp_path: Path) -> SmsSender:
    senders: dict[str, SmsSender] = {
        "console": ConsoleSms(),
        "file": FileSms(tmp_path / "texts.jsonl"),
        "fake": SentTexts(),
    }
    return senders[request.param]


def test_each_message_has_its_own_receipt(sender: SmsSender) -> None:
    receipts = {sender.send("+447700900123", "hello") for _ in range(5)}
    assert len(receipts) == 5
    assert all(receipts)


def test_a_receipt_tells_nothing(sender: SmsSender) -> None:
    receipt = sender.send("+447700900123", "hello")
    assert "7700" not in receipt
    assert "hello" not in receipt
