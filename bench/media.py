"""What the browsers see and hear: somebody who sways and talks before a shelf, and half a minute of speech."""

from __future__ import annotations

import math
import random
import shutil
import subprocess
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path
from statistics import NormalDist

FPS = 30
LOOP = 4 * FPS
SECONDS = 29
RATE = 16_000
# A cheap camera indoors: without noise a picture compresses far better than any phone's.
NOISE = NormalDist(6, 2)
SAID = (
    "Thank you for calling. I am in the kitchen now, and the door is closed. He went out at about "
    "eight o'clock, and I do not think that he comes back before four. It began again on Tuesday "
    "evening, after the children were in bed. He took my phone and looked through all of it. I "
    "have the old one with me, the one that he does not know about. My sister knows, nobody else. "
    "Yes, I can show you my arm, if I hold it up to the window like this. Can you see it? I would "
    "like to know what happens next, and whether somebody would have to come here to the house."
)
ASKED = (
    "Good afternoon, my name is Sam Hill. Before we begin, please tell me whether you are alone, and whether "
    "you can speak. Take all the time that you want. If somebody comes in, hide this page, and we "
    "go on later. Now I would like to ask what happened, in your own words. When did you first think "
    "that something was wrong? Were the children awake? Has he hurt you in that way before? You need "
    "not answer any of this. I am writing it down while you speak, so I may look away now and then. "
    "Afterwards I will tell you what the law says, who can help, and what we two agree to do today."
)
# Wall, books, jumper, face, and what is dark in a face: as light, and as the two colours of YUV.
SHADES = (150, 96, 70, 180, 40)
BLUES = (124, 132, 150, 108, 120)
REDS = (130, 124, 112, 154, 136)

Oval = tuple[float, float, float, float]


def picture(folder: Path, size: str = "640x480") -> Path:
    """A loop of four seconds as a camera's file; made once for each folder."""
    width, height = (int(it) for it in size.split("x"))
    path = folder / f"camera-{size}.y4m"
    if not path.exists():
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            file.write(f"YUV4MPEG2 W{width} H{height} F{FPS}:1 Ip A1:1 C420jpeg\n".encode())
            for number in range(LOOP):
                file.write(b"FRAME\n" + _frame(width, height, number))
        part.rename(path)
    return path


def _frame(width: int, height: int, number: int) -> bytes:
    turn = 2 * math.pi * number / LOOP
    light = _painted(width, height, turn, SHADES)
    noise = random.randbytes(len(light)).translate(_GRAIN)
    # One addition for the whole plane: no byte is near enough to 255 to carry.
    seen = int.from_bytes(light, "big") + int.from_bytes(noise, "big")
    colours = (_painted(width // 2, height // 2, turn, it) for it in (BLUES, REDS))
    return seen.to_bytes(width * height, "big") + b"".join(colours)


_GRAIN = bytes(round(min(max(NOISE.inv_cdf((it + 0.5) / 256), 0), 14)) for it in range(256))


def _painted(width: int, height: int, turn: float, inks: tuple[int, ...]) -> bytearray:
    """One plane; `turn` goes once around in a loop, so that it has no seam."""
    wall, books, jumper, face, dark = inks
    plane = bytearray(bytes([wall]) * (width * height))
    for book in range(16):
        left, top = book * width // 16, height // 8 + book * 37 % 11 * height // 120
        ink = books + (book * 29 % 40 - 20 if inks is SHADES else 0)
        for row in range(top, height // 2):
            _fill(plane, row * width + left, row * width + left + width // 18, ink)
    x = width * (0.5 + 0.05 * math.sin(turn))
    y = height * (0.42 + 0.02 * math.sin(2 * turn))
    _round(plane, width, (x, height * 1.05, width * 0.34, height * 0.42), jumper)
    _round(plane, width, (x, y, width * 0.14, height * 0.25), face)
    blink = 0.3 if math.sin(3 * turn) > 0.96 else 1
    for side in (-1, 1):
        eye = (x + side * width * 0.055, y - height * 0.06, width * 0.02, height * 0.018 * blink)
        _round(plane, width, eye, dark)
    mouth = 0.012 + 0.022 * abs(math.sin(9 * turn) * math.sin(2 * turn))
    _round(plane, width, (x, y + height * 0.12, width * 0.045, height * mouth), dark)
    return plane


def _round(plane: bytearray, width: int, oval: Oval, ink: int) -> None:
    x, y, wide, high = oval
    for row in range(max(0, int(y - high)), min(len(plane) // width, int(y + high) + 1)):
        half = wide * math.sqrt(max(0, 1 - ((row - y) / high) ** 2))
        left, right = max(0, int(x - half)), min(width, int(x + half))
        _fill(plane, row * width + left, row * width + right, ink)


def _fill(plane: bytearray, start: int, end: int, ink: int) -> None:
    plane[start:end] = bytes([ink]) * max(0, end - start)


def speech(folder: Path, *, desk: bool) -> Path:
    """Speech as a microphone's file: espeak-ng's where it is installed, else syllables of our own.

    Each side has a voice and words of its own: what it also hears from the other, a browser takes for an echo and
    takes out of the microphone's sound.
    """
    path = folder / f"microphone-{'desk' if desk else 'hers'}.wav"
    if path.exists():
        return path
    part = path.with_suffix(".part")
    if shutil.which("espeak-ng"):
        voice, words = ("en-gb", ASKED) if desk else ("en-gb+f3", SAID)
        command = ["espeak-ng", "-v", voice, "-s", "165", "-w", str(part), words]
        subprocess.run(command, check=True, capture_output=True)
    else:
        with wave.open(str(part), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(array("h", _syllables(seed=3 + desk)).tobytes())
    part.rename(path)
    return path


def _syllables(seed: int) -> Iterator[int]:
    """A voice's buzz through two formants, four syllables a second, a breath after each eleven."""
    dice = random.Random(seed)
    length = RATE // 4
    for number in range(SECONDS * 4):
        pitch = dice.uniform(95, 150)
        low, high = _Resonator(dice.uniform(300, 800)), _Resonator(dice.uniform(900, 2300))
        loud = 0.0 if number % 12 == 11 else dice.uniform(600, 1200)
        for at in range(length):
            pulse = 1.0 if at % int(RATE / pitch) == 0 else dice.uniform(-0.02, 0.02)
            heard = low.rings(pulse) + 0.5 * high.rings(pulse)
            envelope = math.sin(math.pi * at / length)
            yield int(min(max(loud * envelope * heard, -32000), 32000))


class _Resonator:
    """One formant: rings at its frequency when it is struck."""

    def __init__(self, frequency: float, width: float = 90) -> None:
        damp = math.exp(-math.pi * width / RATE)
        self._a, self._b = 2 * damp * math.cos(2 * math.pi * frequency / RATE), -damp * damp
        self._one = self._two = 0.0

    def rings(self, pulse: float) -> float:
        now = pulse + self._a * self._one + self._b * self._two
        self._one, self._two = now, self._one
        return now
