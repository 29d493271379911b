"""What other packages may want to know. They listen; avatars knows nothing of them."""

from django.dispatch import Signal

connection_ended = Signal()
"""A live connection is over: `connection`, with its seconds. Sent while that is being kept."""
