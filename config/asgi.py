"""HTTP to Django, WebSockets to the interviews."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_asgi = get_asgi_application()  # before anything that imports models

from asgiref.sync import ThreadSensitiveContext  # noqa: E402
from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import OriginValidator  # noqa: E402
from django.conf import settings  # noqa: E402

from interviews.live.routing import websocket_urlpatterns  # noqa: E402

Application = Callable[[Any, Any, Any], Awaitable[None]]


def own_thread(app: Application) -> Application:
    """Give each socket a thread of its own for the ORM.

    Channels shares one thread among all sockets of a process: one slow query would hold up
    every interview's audio.
    """

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        async with ThreadSensitiveContext():
            await app(scope, receive, send)

    return inner


application = ProtocolTypeRouter(
    {
        "http": django_asgi,
        "websocket": own_thread(
            OriginValidator(
                AuthMiddlewareStack(URLRouter(websocket_urlpatterns)), settings.SITE_ORIGINS
            )
        ),
    }
)
