import re

import pytest
from django.template.loader import get_template, render_to_string

from avatars import characters
from avatars.characters import CHARACTERS, Character
from config.env import ROOT
from providers.deepgram_models import voice

MOST_BYTES = 8_000
MOVING = ("iv-figure", "iv-head", "iv-brows", "iv-gaze", "iv-lids")
MOUTHS = ("rest", "small", "open", "wide", "round")

each = pytest.mark.parametrize("character", CHARACTERS, ids=lambda character: character.slug)


@each
def test_every_face_has_the_parts_that_move_once(character: Character) -> None:
    face = get_template(character.template).render()
    for part in (*MOVING, *(f"iv-mouth {shape}" for shape in MOUTHS)):
        assert face.count(f'<g class="{part}">') == 1, part


@each
def test_a_face_is_small_and_takes_its_colours_from_the_style_sheet(character: Character) -> None:
    face = get_template(character.template).render()
    assert len(face.encode()) < MOST_BYTES
    assert not re.search(r"style=|fill=|stroke=|#[0-9a-f]{3}", face)


@each
def test_every_colour_a_face_needs_is_named_in_its_palette(character: Character) -> None:
    sheet = (ROOT / "static/css/interviewer.css").read_text()
    palettes = (ROOT / "static/css/faces.css").read_text()
    (palette,) = re.findall(rf"\.face-{character.slug} {{(.*?)}}", palettes, re.DOTALL)
    named = set(re.findall(r"(--[a-z-]+): ", palette + sheet))
    for name in set(re.findall(r"iv-[a-z-]+", get_template(character.template).render())):
        for rule in re.findall(rf"\.{name}(?:,[^{{]*)? {{ ([^}}]*) }}", sheet):
            assert set(re.findall(r"var\((--[a-z-]+)\)", rule)) <= named, name


@each
def test_the_same_room_and_table_stand_round_everybody(character: Character) -> None:
    page = render_to_string("avatars/_face.html", {"slug": character.slug, "name": ""})
    assert page.count('class="iv-room"') == page.count('class="iv-table"') == 1
    assert 'aria-hidden="true"' in page


def test_a_named_picture_says_who_it_is() -> None:
    page = render_to_string("avatars/_face.html", {"slug": "amara", "name": "Amara"})
    assert 'role="img" aria-label="Amara"' in page


def test_without_a_choice_ruth_sits_there() -> None:
    page = render_to_string("interviews/_interviewer.html", {})
    assert "face-ruth" in page
    assert 'aria-label="The interviewer"' in page


def test_a_character_that_is_gone_is_replaced_by_the_usual_one() -> None:
    assert characters.find("tomasz").name == "Tomasz"
    assert characters.find("somebody-else") is characters.USUAL


def test_each_has_a_voice_of_their_own_in_english_and_one_in_other_languages() -> None:
    assert len({each.spoken_with("en-GB") for each in CHARACTERS}) == len(CHARACTERS)
    assert characters.find("leila").spoken_with("fr") == voice("fr")
    assert characters.find("leila").spoken_with("fi") is None
