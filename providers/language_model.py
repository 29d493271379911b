"""What a language model is asked and how its reply arrives, whoever runs it."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Protocol

from providers.errors import ProviderRefused


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request for a reply in JSON."""

    instructions: str  # the same for many requests, so that the vendor can cache them
    input: str
    schema: Mapping[str, object]  # strict; a reply streams its fields in this order
    schema_name: str
    cache_key: str = ""  # the same for all prompts with these instructions
    user: str = ""  # not who it is: a hash, by which a vendor can tell one abuser from another


@dataclass(frozen=True, slots=True)
class Usage:
    """In tokens. Cached ones are among the input's, reasoning ones among the output's."""

    input: int
    cached: int
    output: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The reply is complete."""

    usage: Usage | None  # None: not told


class ModelRefused(ProviderRefused):
    """The model, or a filter before it, would not reply to this."""


class ReplyCutOff(ProviderRefused):
    """The reply is longer than allowed, so its end is missing."""


class LanguageModel(Protocol):
    @property
    def name(self) -> str:
        """As in its vendor's list of models."""
        ...

    def stream(self, prompt: Prompt) -> AsyncGenerator[str | Ended]:
        """Pieces of the reply as they come, then `Ended`. Raises ProviderError, nothing else.

        Close the iterator (`contextlib.aclosing`) to end the request early.
        """
        ...
