"""Count how often a word of an answer is about each topic, into `interviews/coach/usual_words.py`.

The answers are those in scripts/answers, good and weak, to all kinds of questions. `--check`
changes nothing and exits with 1 when the file is out of date: after a change to the topics' words.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from interviews.coach import topics  # noqa: E402
from interviews.coach.sentences import words_in  # noqa: E402

ANSWERS = ROOT / "scripts" / "answers"
TARGET = ROOT / "interviews" / "coach" / "usual_words.py"
HEAD = '''"""Of a hundred different words of an answer, how many are about each topic.

Whatever was asked. Counted in {count} answers by `python scripts/usual_words.py`; do not edit.
"""

USUAL = {{
'''


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    table = write()
    if not parser.parse_args().check:
        TARGET.write_text(table, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == table:
        return 0
    sys.stderr.write(f"{TARGET.name} is out of date: run python scripts/usual_words.py\n")
    return 1


def write() -> str:
    answers = list(_answers())
    length = sum(map(len, answers))
    shares = {
        topic: 100 * sum(len(topics.words_about(topic, words)) for words in answers) / length
        for topic in topics.TOPICS
    }
    rows = [f'    "{topic}": {share:.2f},\n' for topic, share in shares.items()]
    return "".join([HEAD.format(count=len(answers)), *rows, "}\n"])


def _answers() -> Iterator[frozenset[str]]:
    """The different words of each."""
    for path in sorted(ANSWERS.glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            text = " ".join(sentence["text"] for sentence in row["sentences"])
            yield frozenset(word.text for word in words_in(text))


if __name__ == "__main__":
    sys.exit(main())
