"""What is written down is held to what is so."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = (ROOT / ".env.example").read_text("utf-8")
SETTINGS = (ROOT / "config" / "settings.py").read_text("utf-8")
READERS = set(re.findall(r"^def (\w+)\(name", (ROOT / "config" / "env.py").read_text(), re.M))


def calls(source: str) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]


def reads_environment(call: ast.Call) -> bool:
    """Whether this is `secret(...)` or another reader of config.env, or `env.something(...)`."""
    called = call.func
    if isinstance(called, ast.Attribute):
        return isinstance(called.value, ast.Name) and called.value.id == "env"
    return isinstance(called, ast.Name) and called.id in READERS


def variables_read() -> set[str]:
    names = [call.args[0] for call in calls(SETTINGS) if reads_environment(call)]
    return {name.value for name in names if isinstance(name, ast.Constant)}  # type: ignore[misc]


def variables_explained() -> list[str]:
    return re.findall(r"^#([A-Z][A-Z0-9_]*)=", EXAMPLE, re.MULTILINE)


def test_settings_are_read_in_ways_this_test_knows() -> None:
    assert {"secret", "boolean", "whole_number", "choice", "origins"} <= READERS
    assert len(variables_read()) > 25


def test_every_variable_is_explained_and_no_other() -> None:
    assert set(variables_explained()) == variables_read()


def test_every_variable_is_explained_once() -> None:
    explained = variables_explained()
    assert len(explained) == len(set(explained))


def test_copying_the_example_changes_nothing() -> None:
    assert [line for line in EXAMPLE.splitlines() if line and not line.startswith("#")] == []


def test_the_example_shows_the_defaults() -> None:
    """As far as a default is written down in the settings as a plain value."""
    shown = dict(re.findall(r"^#([A-Z][A-Z0-9_]*)=(.*)$", EXAMPLE, re.MULTILINE))
    for call in filter(reads_environment, calls(SETTINGS)):
        named = (each.value for each in call.keywords if each.arg == "default")
        defaults = [*call.args[1:2], *named]
        for name, default in ((call.args[0], default) for default in defaults):
            if isinstance(name, ast.Constant) and isinstance(default, ast.Constant):
                expected = str(default.value)
                if isinstance(default.value, bool):
                    expected = expected.lower()
                assert shown[str(name.value)] == expected, name.value


def test_secrets_from_files_are_all_named() -> None:
    secrets = {
        call.args[0].value
        for call in calls(SETTINGS)
        if isinstance(call.func, ast.Name)
        and call.func.id in {"secret", "database"}
        and isinstance(call.args[0], ast.Constant)
    }
    named = {name for name in secrets if not str(name).endswith("_API_KEY")}
    heading = EXAMPLE.split("# ---")[0]
    assert named == set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)*_(?:KEY|URL|ID|SECRET)\b", heading))
