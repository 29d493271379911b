"""A face that moves its mouth, and says in the picture itself that it is simulated."""

import math
from functools import cache

from av import VideoCodecContext, VideoFrame

WIDTH, HEIGHT = 320, 240
FRAMES_A_SECOND = 10
PAPER, INK, SKIN, HAIR = 205, 30, 150, 70  # luminance
COLOUR = bytes([122]), bytes([134])  # of all of it, a little warmer than grey
DOT = 4  # pixels
BLINK_EVERY = 40  # frames
HEAD = (160, 104, 62)  # centre and radius
STILL_MOUTH = 3  # pixels high
# The letters of SIMULATED: seven rows of five dots, the leftmost dot first.
LETTERS = (
    "01111 10000 10000 01110 00001 00001 11110",
    "11111 00100 00100 00100 00100 00100 11111",
    "10001 11011 10101 10101 10001 10001 10001",
    "10001 10001 10001 10001 10001 10001 01110",
    "10000 10000 10000 10000 10000 10000 11111",
    "01110 10001 10001 11111 10001 10001 10001",
    "11111 00100 00100 00100 00100 00100 00100",
    "11111 10000 10000 11110 10000 10000 11111",
    "11110 10001 10001 10001 10001 10001 11110",
)


def frame(number: int, *, is_speaking: bool) -> VideoFrame:
    """The picture `number` of a stream. A mark at the bottom moves also while nobody speaks."""
    light = bytearray(_background())
    mouth = round(6 + 12 * abs(math.sin(number * 1.1))) if is_speaking else STILL_MOUTH
    _fill(light, 136, 134 - mouth // 2, 48, mouth, INK)
    eyes = 2 if number % BLINK_EVERY == 0 else 9
    for left in (130, 180):
        _fill(light, left, 90, 10, eyes, INK)
    _fill(light, number * DOT % (WIDTH - 24), HEIGHT - 10, 24, 6, INK)
    picture = VideoFrame(WIDTH, HEIGHT, "yuv420p")
    for plane, values in zip(picture.planes, (bytes(light), *_colours()), strict=True):
        plane.update(values)
    return picture


@cache
def still() -> bytes:
    """One picture as a JPEG file."""
    encoder = VideoCodecContext.create("mjpeg", "w")
    encoder.width, encoder.height = WIDTH, HEIGHT
    encoder.pix_fmt = "yuvj420p"
    picture = frame(1, is_speaking=False)
    return b"".join(bytes(packet) for packet in [*encoder.encode(picture), *encoder.encode()])


@cache
def _background() -> bytes:
    light = bytearray([PAPER]) * (WIDTH * HEIGHT)
    x, y, radius = HEAD
    _disc(light, x, y - 8, radius + 4, HAIR)
    _disc(light, x, y, radius - 6, SKIN)
    left, top = (WIDTH - 6 * DOT * len(LETTERS)) // 2, HEIGHT - 12 - 8 * DOT
    for place, letter in enumerate(LETTERS):
        for row, dots in enumerate(letter.split()):
            for column, dot in enumerate(dots):
                if dot == "1":
                    across = left + (6 * place + column) * DOT
                    _fill(light, across, top + row * DOT, DOT, DOT, INK)
    return bytes(light)


@cache
def _colours() -> tuple[bytes, bytes]:
    size = WIDTH * HEIGHT // 4
    return COLOUR[0] * size, COLOUR[1] * size


def _disc(light: bytearray, x: int, y: int, radius: int, value: int) -> None:
    for row in range(y - radius, y + radius):
        half = round(math.sqrt(radius * radius - (row - y) ** 2))
        _fill(light, x - half, row, 2 * half, 1, value)


def _fill(light: bytearray, left: int, top: int, width: int, height: int, value: int) -> None:
    for row in range(top, top + height):
        start = row * WIDTH + left
        light[start : start + width] = bytes([value]) * width
