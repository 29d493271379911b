"""Words that go together because they belong to one field of work or life. Data only.

A result that speaks of a ward belongs to a story about nurses even where no word is the same. A
word stands for every word that begins with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

FIELDS: Mapping[str, str] = {
    "health": "patient nurs ward doctor hospital clinic medic medicin drug dose insulin pharmac "
    "surgery surgeon consultant handover bruise bleed pain therap carer resident dental dentist "
    "paramedic ambulance triage prescri blood recover stroke blanket",
    "shop": "customer shop store till receipt refund stock shelf shelves sale sold checkout "
    "cashier price queue counter buyer retail warehouse parcel deliver pallet pick return "
    "brand voucher coat label",
    "food": "restaurant kitchen chef cook waiter waitress table guest menu bakery bread roll loaf "
    "cafe coffee milk dessert diner meal order bar hotel reception booking dish fryer cake "
    "breakfast dinner catering",
    "teaching": "teach pupil class lesson school homework parent tutor student exam mark grade "
    "essay lecture lecturer course university college coursework dissertation seminar library "
    "degree module semester term study revision learn maths",
    "software": "code bug server deploy database software app api test release version branch "
    "feature backend frontend query logs outage crash developer engineer sprint ticket website "
    "page user login data script cache latency pipeline",
    "sport": "match game goal captain coach season league team defend striker train player pitch "
    "penalt tournament race marathon swim swam run ran gym fitness football hockey rugby",
    "stage": "show theatre drama play scene rehears stage script audience band concert gig music "
    "choir song lights ticket festival dance film poster",
    "money": "budget cash penny penn coin till taking cost invoice payroll pay paid account audit "
    "tax fund sponsor raise pound euro dollar loan bank treasur expense profit revenue donat "
    "charity contract client renew",
    "office": "meeting report director manager spreadsheet email document presentation slide "
    "calendar printer office desk archive file client conference board rota shift application "
    "form deadline minutes",
    "science": "lab experiment sample measure result paper thesis equipment machine sensor data "
    "research analys statistic significant reactor survey answers questionnaire site soil",
    "building": "roof wall paint build site crane brick pipe boiler wiring electric cable fuse "
    "board solder drill leak plumb scaffold tenant landlord house flat key rent garden tree plant",
    "transport": "bus tram train driver lorry van road traffic airport flight plane passenger "
    "platform bike cycle station route fleet warehouse forklift",
    "care": "child children kid baby mother father parent boy girl family playground nursery "
    "daughter son grand elderly dog cat animal vet horse shelter camp scout youth",
    "home": "flatmate rent neighbour kitchen clean landlord bill party bin noise housemate",
    "public": "council petition police fire emergenc alarm safety vote member committee society "
    "club volunteer community election campaign skate park library",
}
LONGEST = max(len(word) for text in FIELDS.values() for word in text.split())


def fields_of(words: Iterable[str]) -> frozenset[str]:
    """The fields that these words speak of."""
    beginnings = {word[:end] for word in words for end in range(3, min(len(word), LONGEST) + 1)}
    return frozenset(name for name in FIELDS if _words_of(name) & beginnings)


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(FIELDS[name].split())
