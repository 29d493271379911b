"""Print a new secret key. Needs nothing but Python."""

import secrets
import sys

sys.stdout.write(secrets.token_urlsafe(50) + "\n")
