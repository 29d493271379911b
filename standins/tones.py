"""Speech that is a tone: as long as the text would take to say, in formats a browser can play.

There is no MP3 encoder here, and none is needed for one steady tone: a frame whose spectrum has a
single line is the same bytes every time (ISO/IEC 13818-3, layer III, one channel, 24 kHz).
"""

import io
import math
import wave
from array import array

WORDS_A_SECOND = 2.5
SAMPLE_RATE = 24_000  # Hz
PITCH = 220  # Hz
LOUDNESS = 6000  # of 32767

FRAME_SAMPLES = 576
FRAME_SIZE = 144  # bytes at 48 kbit/s
FRAME_HEADER = b"\xff\xf3\x64\xc0"  # MPEG-2 layer III, no CRC, 48 kbit/s, 24 kHz, mono
LINE = round(PITCH / (SAMPLE_RATE / 2) * FRAME_SAMPLES)  # of the 576 lines of the spectrum
GAIN = 200  # 210 would be full loudness for a line of 1


def seconds_of(text: str) -> float:
    return max(0.4, len(text.split()) / WORDS_A_SECOND)


def pcm(seconds: float, sample_rate: int = SAMPLE_RATE) -> bytes:
    turn = 2 * math.pi * PITCH / sample_rate
    count = round(seconds * sample_rate)
    return array("h", (round(LOUDNESS * math.sin(turn * n)) for n in range(count))).tobytes()


def wav(seconds: float, sample_rate: int = SAMPLE_RATE) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(sample_rate)
        writer.writeframes(pcm(seconds, sample_rate))
    return file.getvalue()


def mp3(seconds: float) -> bytes:
    return _FRAME * math.ceil(seconds * SAMPLE_RATE / FRAME_SAMPLES)


def _frame() -> bytes:
    """Nothing but pairs of lines: zeros (code 1) up to the pair with our line (code 01, plus)."""
    pairs, is_second = divmod(LINE, 2)
    spectrum = "1" * pairs + ("001" if is_second else "01") + "0"
    side_information = "".join(
        (
            f"{0:08b}",  # main_data_begin: the data follows
            "0",  # private
            f"{len(spectrum):012b}",  # part2_3_length
            f"{pairs + 1:09b}",  # big_values
            f"{GAIN:08b}",  # global_gain
            f"{0:09b}",  # scalefac_compress: no scale factors
            "0",  # window_switching
            f"{1:05b}" * 3,  # table_select: table 1 in every region
            f"{0:04b}{0:03b}",  # region0_count, region1_count
            "00",  # scalefac_scale, count1table_select
        )
    )
    bits = side_information + spectrum
    bits += "0" * (-len(bits) % 8)
    return (FRAME_HEADER + int(bits, 2).to_bytes(len(bits) // 8, "big")).ljust(FRAME_SIZE, b"\0")


_FRAME = _frame()
