"""`manage.py render_clips`: film the questions of a bank beforehand."""

import sys
from typing import Any

from asgiref.sync import async_to_sync
from django.core.management.base import BaseCommand, CommandError, CommandParser

from avatars import clips, wiring
from avatars.clips import Cast, Line, Plan
from avatars.filming import Rendering
from avatars.models import Persona
from interviews.live import flow
from interviews.models import QuestionBank

POLL_EVERY = 10.0  # seconds


class Command(BaseCommand):
    help = (
        "Film the questions of a bank, and an interviewer's stock phrases, with HeyGen. What is "
        "there already is not filmed again; a run that broke off is gone on with. Shows the "
        "price and asks before anything is ordered."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bank", metavar="BANK", help="the bank's short name")
        parser.add_argument("--interviewer", help="short name of the interviewer who is filmed")
        parser.add_argument("--face", help="id of a HeyGen look, if not the interviewer's")
        parser.add_argument("--voice", help="id of a HeyGen voice, if not the interviewer's")
        parser.add_argument("--dry-run", action="store_true", help="only say what it would cost")
        parser.add_argument("--yes", action="store_true", help="order without asking")

    def handle(self, *args: Any, bank: str, dry_run: bool, yes: bool, **options: Any) -> None:
        chosen = _bank(bank)
        persona = _persona(options["interviewer"])
        cast = _cast(chosen, persona, options["face"], options["voice"])
        price = wiring.clip_price_per_second()
        plan = clips.plan(
            [*_questions(chosen), *clips.phrases(persona)], cast, price_per_second=price
        )
        self._show(plan)
        if dry_run or not (plan.to_order or plan.on_the_way):
            return
        if plan.to_order and not yes:
            self._ask()
        self._render(plan, price)

    def _show(self, plan: Plan) -> None:
        self.stdout.write(
            f"{plan.ready} are there, {plan.on_the_way} are on the way, "
            f"{len(plan.to_order)} are to be ordered: about {plan.seconds:.0f} seconds, "
            f"about {plan.price:.2f} (CLIP_PRICE_PER_SECOND)."
        )
        if plan.unclear:
            self.stdout.write(
                f"{plan.unclear} of them were ordered before, and no answer came. "
                "They may have been paid for; see the films in your HeyGen account."
            )

    def _ask(self) -> None:
        if not sys.stdin.isatty():
            raise CommandError("Nothing was ordered. Say --yes to order without being asked.")
        if input("Order them? Type yes: ").strip().lower() != "yes":
            raise CommandError("Nothing was ordered.")

    def _render(self, plan: Plan, price: float) -> None:
        studio = wiring.studio()
        if studio is None:
            raise CommandError("There is no key for filming: set HEYGEN_API_KEY.")
        rendering = Rendering(
            plan,
            studio,
            wiring.downloads(studio),
            price_per_second=price,
            say=self.stdout.write,
            poll_every=POLL_EVERY,
        )
        done = async_to_sync(rendering.run)()
        self.stdout.write(
            f"{done.ready} filmed for {done.price:.2f}, {done.failed} failed, "
            f"{done.unclear} unclear, {done.left} left."
        )
        if done.left or done.failed or done.unclear:
            raise CommandError("Not all are there. Run this again to go on.")


def _bank(slug: str) -> QuestionBank:
    bank = QuestionBank.objects.filter(slug=slug).first()
    if bank is None:
        known = ", ".join(QuestionBank.objects.values_list("slug", flat=True))
        raise CommandError(f"There is no bank {slug}. There are: {known}.")
    return bank


def _persona(slug: str | None) -> Persona | None:
    if slug is None:
        return None
    persona = Persona.objects.filter(slug=slug).first()
    if persona is None:
        known = ", ".join(Persona.objects.values_list("slug", flat=True))
        raise CommandError(f"There is no interviewer {slug}. There are: {known}.")
    return persona


def _cast(bank: QuestionBank, persona: Persona | None, face: str | None, voice: str | None) -> Cast:
    face = face or (persona.clip_face if persona else "")
    voice = voice or (persona.clip_voice if persona else "")
    if not (face and voice):
        raise CommandError(
            "Say who is filmed: --face and --voice, or --interviewer with both set in the admin."
        )
    return Cast(face, voice, bank.language)


def _questions(bank: QuestionBank) -> list[Line]:
    """What can be asked: the questions of the newest version and their suggested follow-ups."""
    if bank.published is None:
        raise CommandError(f"Publish {bank.title} first: only what was published is filmed.")
    return [
        Line(text)
        for question in bank.published.questions.all()
        for text in (question.text, *question.follow_ups[: flow.MOST_PROBES])
    ]
