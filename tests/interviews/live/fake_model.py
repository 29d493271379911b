"""A language model whose replies are written beforehand."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field

from providers.errors import ProviderError
from providers.language_model import Ended, Prompt, Usage

USAGE = Usage(1000, 400, 200)


@dataclass
class FakeModel:
    """Gives `replies`, one a request, in pieces; an error stands for itself."""

    replies: Sequence[str | ProviderError]
    pause: float = 0  # seconds between pieces
    name: str = "gpt-6-luna"
    prompts: list[Prompt] = field(default_factory=list)

    async def stream(self, prompt: Prompt) -> AsyncGenerator[str | Ended]:
        self.prompts.append(prompt)
        reply = self.replies[len(self.prompts) - 1]
        if isinstance(reply, ProviderError):
            raise reply
        for at in range(0, len(reply), 9):
            await asyncio.sleep(self.pause)
            yield reply[at : at + 9]
        yield Ended(USAGE)
