"""The wire: every message of ours is understood, everything else is refused by name."""

import json
import struct
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.live import wire
from interviews.live.wire import BadMessage, Press, TurnPress

TAB = "0123456789abcdef"
NONSENSE: list[Any] = [None, True, False, [], {}, 1.5, "1", -1, 10**12, 10**400]

GOOD: list[tuple[dict[str, Any], wire.Message]] = [
    ({"type": "join", "tab": TAB}, wire.Join(TAB)),
    *[({"type": press.value}, wire.Pressed(press)) for press in Press],
    *[
        ({"type": press.value, "question": 3, "probe": 1}, wire.TurnPressed(press, 3, 1))
        for press in TurnPress
    ],
    ({"type": "draft", "text": ""}, wire.Draft("")),
    ({"type": "finish", "text": "so", "samples": 1600}, wire.FinishAnswer("so", 1600)),
    (
        {"type": "feedback", "text": "so", "question": 0, "probe": 2},
        wire.GetFeedback("so", 0, 2),
    ),
    *[
        ({"type": "player", "event": event.value, "speech": 1}, wire.FromPlayer(event, 1))
        for event in wire.PlayerEvent
    ],
]


@pytest.mark.parametrize(("data", "message"), GOOD, ids=lambda value: str(value)[:40])
def test_each_message_of_the_browser_is_understood(
    data: dict[str, Any], message: wire.Message
) -> None:
    assert wire.parse(json.dumps(data)) == message


@pytest.mark.parametrize(
    ("data", "name"),
    [(data, name) for data, _ in GOOD for name in data],
    ids=lambda value: str(value)[:40],
)
def test_a_message_without_one_of_its_fields_is_refused(data: dict[str, Any], name: str) -> None:
    with pytest.raises(BadMessage, match=name):
        wire.parse(json.dumps({key: value for key, value in data.items() if key != name}))


@pytest.mark.parametrize("value", NONSENSE, ids=lambda value: str(value)[:20])
@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({"type": "next", "question": 0, "probe": 0}, "question"),
        ({"type": "next", "question": 0, "probe": 0}, "probe"),
        ({"type": "finish", "text": "", "samples": 0}, "samples"),
        ({"type": "player", "event": "connected", "speech": 0}, "speech"),
    ],
)
def test_only_a_small_whole_number_is_a_number(
    data: dict[str, Any], name: str, value: object
) -> None:
    with pytest.raises(BadMessage, match=name):
        wire.parse(json.dumps(data | {name: value}))


@pytest.mark.parametrize("value", [None, True, 7, [], {}, ["text"]], ids=str)
@pytest.mark.parametrize("kind", ["join", "draft", "finish", "feedback", "player"])
def test_only_text_is_text(kind: str, value: object) -> None:
    fields = dict.fromkeys(("tab", "text", "event"), value)
    with pytest.raises(BadMessage, match="must be text"):
        wire.parse(json.dumps({"type": kind, "samples": 0, "question": 0, "probe": 0} | fields))


@pytest.mark.parametrize("kind", ["", "hack", "JOIN", "saved", "x" * 10_000, "\x00", "__class__"])
def test_a_type_that_is_not_ours_is_refused(kind: str) -> None:
    with pytest.raises(BadMessage, match="type is unknown"):
        wire.parse(json.dumps({"type": kind}))


@pytest.mark.parametrize("kind", [None, 1, True, [], {}, ["join"]], ids=str)
def test_a_type_that_is_no_text_is_refused(kind: object) -> None:
    with pytest.raises(BadMessage, match="type is missing"):
        wire.parse(json.dumps({"type": kind}))


@pytest.mark.parametrize("text", ["[]", '"join"', "1", "null", "true"])
def test_json_that_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(BadMessage, match="not an object"):
        wire.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "{",
        "{'type': 'ping'}",
        '{"type": "ping"} trailing',
        '{"type": "next", "question": NaN, "probe": 0}',
        '{"type": "next", "question": Infinity, "probe": 0}',
        '{"type": "next", "question": -Infinity, "probe": 0}',
        '{"type": "next", "question": ' + "9" * 5_000 + ', "probe": 0}',
        "[" * 50_000,
        "[" * 50_000 + "]" * 50_000,
        '{"a":' * 50_000 + "1" + "}" * 50_000,
        "\ufeff{}",
        "<?xml version='1.0'?>",
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(BadMessage, match="not JSON"):
        wire.parse(text)


def test_a_message_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadMessage, match="too long"):
        wire.parse('{"type": "ping"}' + " " * wire.MOST_TEXT_BYTES)


def test_the_longest_answer_is_taken_and_one_character_more_is_not() -> None:
    longest = "a" * wire.MOST_TEXT
    assert wire.parse(json.dumps({"type": "draft", "text": longest})) == wire.Draft(longest)
    with pytest.raises(BadMessage, match="text must have at most"):
        wire.parse(json.dumps({"type": "draft", "text": longest + "a"}))


def test_an_answer_keeps_no_nul_and_no_half_character() -> None:
    message = wire.parse('{"type": "draft", "text": "a\\u0000b\\ud800c"}')
    assert message == wire.Draft("ab?c")
    message.text.encode()


@pytest.mark.parametrize(
    "tab", ["", "short", "x" * 41, "tab.with.dots", "percent%%%%%", "\x00" * 12, "tab with spaces"]
)
def test_a_tab_is_named_in_letters_digits_and_hyphens(tab: str) -> None:
    with pytest.raises(BadMessage, match="tab must have"):
        wire.parse(json.dumps({"type": "join", "tab": tab}))


def test_a_refusal_never_quotes_what_was_sent() -> None:
    with pytest.raises(BadMessage) as refusal:
        wire.parse(json.dumps({"type": "player", "event": "a secret", "speech": 1}))
    assert "secret" not in str(refusal.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
KINDS = st.sampled_from([data["type"] for data, _ in GOOD])
FIELDS = ("tab", "text", "event", "speech", "samples", "question", "probe")
OF_OUR_SHAPE = st.fixed_dictionaries(
    {"type": KINDS},
    optional=dict.fromkeys(FIELDS, JSON),
)


def parses_or_refuses(text: str) -> None:
    try:
        wire.parse(text)
    except BadMessage:
        return


@given(st.text(st.characters()))
def test_any_text_is_understood_or_refused(text: str) -> None:
    parses_or_refuses(text)


@given(JSON | OF_OUR_SHAPE)
def test_any_json_is_understood_or_refused(data: object) -> None:
    parses_or_refuses(json.dumps(data))


@pytest.mark.parametrize("samples", [1, 1600, (wire.MOST_AUDIO_BYTES - 4) // 2])
def test_audio_is_a_sample_number_and_samples(samples: int) -> None:
    pcm = b"\x01\x02" * samples
    assert wire.parse_audio(struct.pack("<I", 2**32 - 1) + pcm) == wire.Audio(2**32 - 1, pcm)


@pytest.mark.parametrize(
    ("size", "why"),
    [
        (0, "cut short"),
        (1, "cut short"),
        (3, "cut short"),
        (4, "cut short"),
        (5, "cut short"),
        (7, "cut short"),
        (wire.MOST_AUDIO_BYTES + 1, "too long"),
        (wire.MOST_AUDIO_BYTES + 2, "too long"),
    ],
)
def test_audio_of_another_size_is_refused(size: int, why: str) -> None:
    with pytest.raises(BadMessage, match=why):
        wire.parse_audio(bytes(size))


@given(st.binary(max_size=200))
def test_any_bytes_are_audio_or_refused(data: bytes) -> None:
    try:
        audio = wire.parse_audio(data)
    except BadMessage:
        return
    assert len(audio.pcm) % wire.BYTES_PER_SAMPLE == 0


@pytest.mark.parametrize(
    "message",
    [
        wire.Room("listening", 0, 1, "id", 1600, "<p>é</p>"),
        wire.Say(1, "Why?", 2.5),
        wire.Hush(),
        wire.Avatar("idle"),
        wire.StepDown("text", "So it is."),
        wire.Have(1600),
        wire.Saved("id"),
        wire.Notice("Mind.", wire.Tone.WARNING),
        wire.NoConsent(),
        wire.Elsewhere(),
        wire.Error("not JSON"),
        wire.Pong(),
    ],
    ids=lambda message: type(message).__name__,
)
def test_what_the_server_says_is_json_with_a_type(message: wire.Outgoing) -> None:
    said = json.loads(wire.dump(message))
    assert said.pop("type").replace("_", "") == type(message).__name__.lower()
    assert said == asdict(message)
