"""Of a hundred different words of an answer, how many are about each topic.

Whatever was asked. Counted in 139 answers by `python scripts/usual_words.py`; do not edit.
"""

USUAL = {
    "conflict": 0.78,
    "failure": 1.04,
    "leadership": 1.31,
    "pressure": 2.26,
    "initiative": 2.76,
    "learning": 2.90,
    "feedback": 1.72,
    "teamwork": 0.99,
    "customer": 0.90,
    "problem": 0.95,
    "decision": 0.66,
    "persuasion": 1.26,
    "change": 0.96,
    "priorities": 1.48,
    "communication": 1.38,
    "ethics": 0.92,
    "achievement": 0.51,
    "goal": 0.69,
    "creativity": 0.62,
    "help": 0.80,
    "data": 1.16,
    "improvement": 0.84,
    "detail": 0.33,
    "diversity": 0.20,
}
