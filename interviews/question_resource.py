"""How the columns of a spreadsheet and the fields of a question belong together."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db.models import Max, QuerySet
from import_export.fields import Field
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import ModelResource
from import_export.widgets import Widget

from interviews.models import Competency, Difficulty, Question, QuestionBank
from interviews.spreadsheets import harmless, unharmed

BETWEEN = "|"  # the follow-ups of one cell
LONGEST_QUESTION = 500  # characters; a text field does not mind by itself
YES, NO = ("yes", "true", "1"), ("no", "false", "0")


class Cell(Widget):  # type: ignore[misc]
    """Text as it is. Problems are ValueErrors; with `needed` an empty cell is one."""

    def __init__(self, *, needed: bool = False, most: int | None = None) -> None:
        super().__init__()
        self._needed = needed
        self._most = most  # characters

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = str(value or "").strip()
        if self._needed and not text:
            raise ValueError("This cell is empty.")
        if self._most is not None and len(unharmed(text)) > self._most:
            raise ValueError(f"This has more than {self._most} characters.")
        return self.read(text)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else harmless(self.write(value))

    def read(self, text: str) -> Any:
        return unharmed(text)

    def write(self, value: Any) -> str:
        return str(value)


class Identity(Cell):
    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """As it is: no formula can do harm with letters, digits, hyphens and underscores."""
        return str(value)

    def read(self, text: str) -> str:
        try:
            validate_slug(text)
        except ValidationError:
            raise ValueError(
                f"“{text}” is no id: use letters, digits, hyphens and underscores."
            ) from None
        return text


class BankName(Cell):
    """The short name of a bank that is there."""

    def __init__(self) -> None:
        super().__init__(needed=True)
        self._banks = {bank.slug: bank for bank in QuestionBank.objects.all()}

    def read(self, text: str) -> QuestionBank:
        if text not in self._banks:
            raise ValueError(f"There is no bank with the short name “{text}”.")
        return self._banks[text]

    def write(self, value: QuestionBank) -> str:
        return value.slug


class OneOf(Cell):
    """A choice, by its value or by its name."""

    def __init__(self, choices: Iterable[tuple[Any, Any]], *, default: Any = None) -> None:
        super().__init__(needed=default is None)
        self._default = default
        self._values = {str(value).casefold(): value for value, _ in choices}
        self._names = {str(name).casefold(): value for value, name in choices}

    def read(self, text: str) -> Any:
        if not text:
            return self._default
        known = self._values | self._names
        if text.casefold() not in known:
            raise ValueError(f"“{text}” is none of: {', '.join(self._values)}.")
        return known[text.casefold()]


class Number(Cell):
    def __init__(self, default: int) -> None:
        super().__init__()
        self._default = default

    def read(self, text: str) -> int:
        if not text:
            return self._default
        if not (text.isascii() and text.isdigit() and len(text) <= 6):
            raise ValueError(f"“{text}” is no whole number.")
        return int(text)


class YesNo(Cell):
    def read(self, text: str) -> bool:
        if text.casefold() in NO:
            return False
        if not text or text.casefold() in YES:
            return True
        raise ValueError(f"“{text}” is neither yes nor no.")

    def write(self, value: bool) -> str:  # noqa: FBT001  a cell, not a switch
        return "yes" if value else "no"


class Lines(Cell):
    def read(self, text: str) -> list[str]:
        return [part.strip() for part in unharmed(text).split(BETWEEN) if part.strip()]

    def write(self, value: list[str]) -> str:
        return f" {BETWEEN} ".join(value)


class QuestionResource(ModelResource):  # type: ignore[misc]
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields = _fields()
        self._last = dict(_last_positions())  # by bank

    def import_field(
        self, field: Field, instance: Question, row: Any, *args: Any, **kwargs: Any
    ) -> None:
        """A question whose row names no position stays where it is."""
        if field.attribute != "position" or str(row.get("position", "")).strip():
            super().import_field(field, instance, row, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Question]:
        return Question.objects.select_related("bank")

    def validate_instance(
        self,
        instance: Question,
        import_validation_errors: dict[str, Any] | None = None,
        validate_unique: bool = True,  # noqa: FBT001, FBT002  the library's
    ) -> None:
        """Without asking of each row whether its bank is there and its id is new: that is known."""
        errors = dict(import_validation_errors or {})
        try:
            instance.clean_fields(exclude={*errors, "bank"})
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def before_save_instance(self, instance: Question, row: Any, **kwargs: Any) -> None:
        """A new one goes behind the last of its bank."""
        if instance._state.adding and not instance.position:
            instance.position = self._last.get(instance.bank_id, 0) + 1
        self._last[instance.bank_id] = max(instance.position, self._last.get(instance.bank_id, 0))

    class Meta:
        model = Question
        import_id_fields = ("slug",)
        instance_loader_class = CachedInstanceLoader
        skip_unchanged = True
        store_instance = True
        report_skipped = True


def _last_positions() -> Iterable[tuple[int, int]]:
    return Question.objects.values_list("bank").annotate(last=Max("position")).order_by()


def _fields() -> dict[str, Field]:
    """By the name of the question's field, in the order of the columns."""
    widgets: dict[str, Cell] = {
        "slug": Identity(needed=True),
        "bank": BankName(),
        "text": Cell(needed=True, most=LONGEST_QUESTION),
        "competency": OneOf(Competency.choices),
        "difficulty": OneOf(Difficulty.choices, default=Difficulty.STANDARD),
        "role": Cell(most=60),
        "guidance": Cell(),
        "follow_ups": Lines(),
        "time_limit": Number(180),
        "position": Number(0),
        "is_active": YesNo(),
    }
    return {
        name: Field(attribute=name, column_name=COLUMN_OF.get(name, name), widget=widget)
        for name, widget in widgets.items()
    }


COLUMN_OF = {
    "slug": "id",
    "bank": "bank",
    "text": "question",
    "competency": "competency",
    "difficulty": "difficulty",
    "role": "role",
    "guidance": "guidance",
    "follow_ups": "follow_ups",
    "time_limit": "seconds",
    "position": "position",
    "is_active": "active",
}
