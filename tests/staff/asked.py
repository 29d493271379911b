"""One question that several students were asked."""

from accounts.models import Rung, User
from interviews import services
from interviews.models import Interview, QuestionBank, Timing
from tests.interviews.acts import STORY, finish, give_answer

CUT = STORY.partition("In the end")[0]  # has no result


def practise(bank: QuestionBank, name: str, *answers: str, skip: bool = False) -> Interview:
    """Somebody's interview of one question, always the first of the bank."""
    user, _ = User.objects.get_or_create(email=f"{name}@example.com")
    interview = services.create_interview(
        owner=user, bank=bank, questions=1, timing=Timing.EACH, rung=Rung.TEXT
    )
    question = bank.questions.get(slug="library-1")
    interview.turns.update(source=question, text=question.text)
    for number, text in enumerate(answers, start=1):
        give_answer(interview, text, attempt=number)
    if skip:
        services.ask_turn(interview=interview, question=0, probe=0)
    return finish(interview)
