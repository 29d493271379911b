"""The words a person agrees to. Change a text and its version together."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Purpose


@dataclass(frozen=True)
class Wording:
    purpose: Purpose
    version: str
    paragraphs: tuple[str | Promise, ...]

    @property
    def title(self) -> str:
        return str(self.purpose.label)

    @property
    def text(self) -> str:
        """What is shown, as one string: its fingerprint is stored with the consent."""
        return "\n".join([self.title, *map(str, self.paragraphs)])


RECORDING = Wording(
    purpose=Purpose.RECORDING,
    version="2026-11-27",
    paragraphs=(
        _(
            "When you answer aloud, your voice is recorded and kept on this site's own server, "
            "so that you can hear your answer again. On this site only you can play it, and those "
            "to whom you give a link to a report with its recordings."
        ),
        _(
            "Where this site turns speech into text with the help of an outside service, your "
            "voice goes there too while you speak. Whoever runs this site can tell you which one "
            "it is."
        ),
        _(
            "You may withdraw this at any time: from then on nothing more is recorded. What was "
            "recorded before stays until it is deleted. "
            "You can practise without it: typing your answers always works."
        ),
    ),
)

BROWSER_CAPTIONS = Wording(
    purpose=Purpose.BROWSER_CAPTIONS,
    version="2026-11",
    paragraphs=(
        _(
            "Your browser can write down what you say. To do that it may send your voice to the "
            "company that makes the browser, for example Google or Apple. "
            "It does not send it to this site: we receive only the words."
        ),
        _(
            "You may withdraw this at any time. You can practise without it: typing your answers "
            "always works."
        ),
    ),
)

WORDINGS = {wording.purpose: wording for wording in (RECORDING, BROWSER_CAPTIONS)}
