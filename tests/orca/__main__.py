"""What the Orca screen reader says on her whole way, by keyboard alone, with an officer at the other end.

`python -m tests.orca TOOL FOLDER [--browser firefox] [--language ar]`. TOOL is orca_transcript.py of the project's
shared tools, which runs a real Orca beside a real browser on a screen of its own; its head names what it needs.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.browser.alone import chromium, portal
from tests.browser.conftest import EMAIL
from tests.browser.pages.officer import OfficerAtDesk
from tests.browser.server import Server
from tests.browser.varying import unvarying

STEPS = {
    "welcome": "Tab*3 Return wait:4",
    "not safe": "Tab*4 Return wait:4",
    "and on": "Tab*8 Return wait:4",
    "needs": "Tab*10 Return wait:4",
    "checks": "Tab Return wait:14 Tab*3 Return wait:4",
    "waiting": "Tab Return wait:2 Return wait:22",
    "call": "Tab*2 space wait:2 Tab space wait:3 Tab space wait:3 wait:24",
    "after": "wait:4 h*2",
}
# How long each took, and where the portal stood.
TIMES = (
    (re.compile(r"^\[ *[\d.]+s\] ", re.M), "> "),
    (re.compile(r"^ +[\d.]+s ", re.M), "    "),
    (re.compile(r"127\.0\.0\.1:\d+\S*"), "the link"),
)


def officer(server: Server, visit: str, stop: threading.Event) -> None:
    """Joins once she waits, writes to her, chooses advice, and ends the call."""
    with chromium() as browser:
        desk = OfficerAtDesk(browser.new_page(), server).signs_in(EMAIL)
        while server.tells_of(visit)["state"] != "waiting" and not stop.is_set():
            time.sleep(1)
        time.sleep(15)
        desk.joins(visit)
        while server.tells_of(visit)["state"] != "in_call" and not stop.is_set():
            time.sleep(1)
        time.sleep(26)
        desk.writes("Can you hear me?")
        time.sleep(12)
        desk.chooses(topics=("safety_plan",), contacts=("gdass",))
        desk.page.get_by_role("button", name="End call").click()
        stop.wait()


def transcript(asked: argparse.Namespace, server: Server) -> str:
    """One whole way, as the tool prints it, without what is another in each run."""
    made, stop = server.makes_a_visit(), threading.Event()
    at_desk = threading.Thread(target=officer, args=(server, made["visit"], stop))
    at_desk.start()
    command = [sys.executable, str(asked.tool), f"{made['url']}?lang={asked.language}"]
    command += ["--steps", " ".join(STEPS.values()), "--browser", asked.browser, "--fake-media"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    stop.set()
    at_desk.join()
    text = run.stdout
    for pattern, same in TIMES:
        text = pattern.sub(same, text)
    return unvarying(text) + run.stderr


def main(asked: argparse.Namespace) -> None:
    with portal() as server:
        text = transcript(asked, server)
    asked.folder.mkdir(parents=True, exist_ok=True)
    (asked.folder / f"{asked.browser}-{asked.language}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--browser", default="chromium", choices=("chromium", "firefox"))
    parser.add_argument("--language", default="en")
    main(parser.parse_args())
