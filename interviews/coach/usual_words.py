"""Of a hundred different words of an answer, how many are about each topic.

Whatever was asked. Counted in 80 answers by `python scripts/usual_words.py`; do not edit.
"""

USUAL = {
    "conflict": 0.90,
    "failure": 1.14,
    "leadership": 1.75,
    "pressure": 2.58,
    "initiative": 2.88,
    "learning": 3.71,
    "feedback": 1.90,
    "teamwork": 1.24,
    "customer": 1.00,
    "problem": 1.20,
    "decision": 0.79,
    "persuasion": 1.31,
    "change": 1.05,
    "priorities": 2.12,
    "communication": 1.44,
    "ethics": 1.05,
    "achievement": 0.55,
    "goal": 0.79,
    "creativity": 0.68,
    "help": 0.87,
    "data": 1.42,
    "improvement": 0.98,
    "detail": 0.35,
    "diversity": 0.17,
}
