"""One question that a story answers, asked in an interview of its own."""

import random

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from accounts.models import Rung
from interviews import services
from interviews.coach.themes import themes_asked_for
from interviews.models import Competency, Interview, PublishedQuestion, QuestionBank, Timing, Turn
from stories.models import Story

PROMPT_TIME = 180  # seconds, suggested

# Asked where no bank on offer has a question of the competency.
PROMPTS = {
    Competency.COMMUNICATION: gettext_lazy(
        "Tell me about a time when you had to make something clear to somebody."
    ),
    Competency.TEAMWORK: gettext_lazy(
        "Tell me about a time when you got something done together with other people."
    ),
    Competency.LEADERSHIP: gettext_lazy(
        "Tell me about a time when others followed you, with or without a title."
    ),
    Competency.PROBLEM_SOLVING: gettext_lazy(
        "Tell me about a time when you solved a problem that others had not solved."
    ),
    Competency.PLANNING: gettext_lazy(
        "Tell me about a time when you had a lot to do and had to plan it."
    ),
    Competency.ADAPTABILITY: gettext_lazy(
        "Tell me about a time when things changed and you had to change with them."
    ),
    Competency.INITIATIVE: gettext_lazy(
        "Tell me about a time when you did something that nobody had asked you to do."
    ),
    Competency.INTEGRITY: gettext_lazy(
        "Tell me about a time when doing the right thing was not easy."
    ),
    Competency.RESILIENCE: gettext_lazy(
        "Tell me about a time when something went wrong and you kept going."
    ),
    Competency.LEARNING: gettext_lazy(
        "Tell me about a time when you had to learn something you did not know."
    ),
    Competency.SERVICE: gettext_lazy(
        "Tell me about a time when you helped somebody get what they needed."
    ),
    Competency.MOTIVATION: gettext_lazy(
        "Tell me about a time when you did something that mattered to you."
    ),
}


@transaction.atomic
def practise_story(*, story: Story, rung: Rung) -> Interview:
    """A new interview of one question that asks for this story."""
    question = _question_for(story)
    interview = Interview.objects.create(
        owner=story.owner,
        bank=question.version.bank if question else None,
        bank_version=question.version if question else None,
        bank_title=gettext("Practising a story"),
        language=story.language,
        timing=Timing.EACH,
        **services.within_budget(story.owner, rung),
        **services.usual_interviewer(story.owner),
    )
    turn = services.freeze(interview, 0, question) if question else _prompt(interview, story)
    turn.save()
    return interview


def _question_for(story: Story) -> PublishedQuestion | None:
    """Rather one about the story's themes, and rather one that it was not told to before."""
    versions = [
        bank.published
        for bank in QuestionBank.objects.on_offer()
        if bank.published and story.language in bank.published.languages
    ]
    on_offer = PublishedQuestion.objects.filter(version__in=versions, competency=story.competency)
    told = set(story.tellings.values_list("attempt__turn__source", flat=True))

    def fitness(question: PublishedQuestion) -> tuple[int, bool, float]:
        asked = set(themes_asked_for(question.words(story.language)["text"]))
        return len(asked & set(story.themes)), question.source_id not in told, random.random()

    return max(on_offer.select_related("version__bank"), key=fitness, default=None)


def _prompt(interview: Interview, story: Story) -> Turn:
    competency = Competency(story.competency)
    with translation.override(story.language):
        text = str(PROMPTS[competency])
    return Turn(
        interview=interview,
        question=0,
        text=text,
        competency=competency,
        time_limit=PROMPT_TIME,
    )
