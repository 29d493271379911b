import io
import json
import subprocess
import sys
from typing import Any

import pytest

from interviews.coach.__main__ import main
from tests.interviews.coach.answers import CONFLICT, NURSING

ROW = {
    "id": "one",
    "question": CONFLICT.text,
    "sentences": [{"text": sentence} for sentence, _ in NURSING],
}


def label(*rows: Any) -> tuple[int, str, str]:
    target, complaints = io.StringIO(), io.StringIO()
    code = main(["label"], io.StringIO("\n".join(rows) + "\n"), target, complaints)
    return code, target.getvalue(), complaints.getvalue()


def test_a_row_comes_back_with_a_label_for_every_sentence() -> None:
    code, output, _ = label(json.dumps(ROW))
    found = json.loads(output)
    assert code == 0
    assert found["id"] == "one"
    assert found["labels"] == [str(part) for _, part in NURSING]
    assert set(found["parts"]) == {"S", "T", "A", "R"}
    assert found["response_type"] == "story"
    assert 1 <= found["score"] <= 5


def test_an_answer_that_cannot_be_scored_still_has_a_row() -> None:
    _, output, _ = label(json.dumps({**ROW, "sentences": [{"text": "Yes."}]}))
    found = json.loads(output)
    assert (found["labels"], found["score"], found["parts"]) == ([None], None, {})


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        "{}",
        '{"id": 1, "question": "q"}',
        '{"id": 1, "question": "q", "sentences": [1]}',
    ],
)
def test_a_bad_row_is_named_by_its_line(bad: str) -> None:
    code, output, complaints = label(json.dumps(ROW), "", bad)
    assert code == 1
    assert complaints.startswith("line 3: ")
    assert len(output.splitlines()) == 1


def test_a_wrong_command_exits_with_two() -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["grade"], io.StringIO(), io.StringIO(), io.StringIO())


def test_the_module_runs_from_the_command_line() -> None:
    command = [sys.executable, "-m", "interviews.coach", "label"]
    done = subprocess.run(
        command, input=json.dumps(ROW), capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["id"] == "one"


def test_help_says_what_goes_in() -> None:
    command = [sys.executable, "-m", "interviews.coach", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert "JSON lines in" in done.stdout
