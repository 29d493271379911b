"""What other packages may want to know. They listen; accounts knows nothing of them."""

from django.dispatch import Signal

guest_joined = Signal()
"""A guest logged in to an account: `guest`, `user` (both `User`).

Sent inside the transaction that deletes the guest's row right afterwards, with everything that
still points at it: move what the user should keep, and raise to stop the log-in.
"""

consent_withdrawn = Signal()
"""A consent no longer holds: `user`, `purpose`. Sent after the withdrawal is committed."""
