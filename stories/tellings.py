"""In which answers a story was told: found when a story is kept, and when an answer is read."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from interviews.coach.same_story import same_story
from interviews.models import Attempt
from stories.models import Story, StoryTelling

MOST_ANSWERS = 500  # looked through for one story, the latest first
MOST_STORIES = 200  # looked through for one answer


@transaction.atomic
def find_answers(story: Story) -> None:
    """Note the answers that tell this story, and forget those that no longer do."""
    # An answer to a follow-up goes on with the story that its question was answered with.
    answers = Attempt.objects.filter(
        turn__interview__owner=story.owner_id, turn__probe=0, submitted_at__isnull=False
    )
    latest = answers.order_by("-submitted_at").values_list("pk", "transcript")[:MOST_ANSWERS]
    verdicts = {pk: same_story(story.text, transcript) for pk, transcript in latest}
    if story.attempt_id:
        verdicts[story.attempt_id] = True
    others = [pk for pk, is_same in verdicts.items() if not is_same]
    story.tellings.filter(attempt__in=others).delete()
    _note((story.pk, pk) for pk, is_same in verdicts.items() if is_same)


@transaction.atomic
def find_stories(attempt: UUID) -> None:
    """Note which of their owner's stories this answer tells."""
    answers = Attempt.objects.filter(pk=attempt, turn__probe=0, submitted_at__isnull=False)
    for owner, transcript in answers.values_list("turn__interview__owner", "transcript"):
        stories = Story.objects.filter(owner=owner)[:MOST_STORIES]
        _note((story.pk, attempt) for story in stories if same_story(transcript, story.text))


def _note(pairs: Iterable[tuple[UUID, UUID]]) -> None:
    """Noting a telling twice changes nothing."""
    StoryTelling.objects.bulk_create(
        [StoryTelling(story_id=story, attempt_id=attempt) for story, attempt in pairs],
        ignore_conflicts=True,
    )
