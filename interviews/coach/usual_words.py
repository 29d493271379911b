"""Of a hundred different words of an answer, how many are about each topic.

Whatever was asked. Counted in 166 answers by `python scripts/usual_words.py`; do not edit.
"""

USUAL = {
    "conflict": 0.71,
    "failure": 1.04,
    "leadership": 1.18,
    "pressure": 2.15,
    "initiative": 2.57,
    "learning": 2.79,
    "feedback": 1.75,
    "teamwork": 0.95,
    "customer": 0.91,
    "problem": 0.90,
    "decision": 0.62,
    "persuasion": 1.17,
    "change": 0.95,
    "priorities": 1.43,
    "communication": 1.31,
    "ethics": 0.93,
    "achievement": 0.48,
    "goal": 0.64,
    "creativity": 0.59,
    "help": 0.77,
    "data": 1.09,
    "improvement": 0.82,
    "detail": 0.30,
    "diversity": 0.19,
}
