"""What other packages may want to know. They listen; interviews knows nothing of them."""

from django.dispatch import Signal

answer_assessed = Signal()
"""A coach's view of an answer is kept: `attempt`, its primary key.

Sent after that is committed, by whoever keeps it, which may be in the midst of an interview: a
listener is quick and lets no error out.
"""
