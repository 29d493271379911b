"""HTTP to Django, WebSockets to the interviews."""

import os
from collections.abc import Awaitable, Callable, Collection
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_asgi = get_asgi_application()  # before anything that imports models

from asgiref.sync import ThreadSensitiveContext, sync_to_async  # noqa: E402
from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import WebsocketDenier  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from config.bodies import limit_bodies  # noqa: E402
from interviews.live.routing import websocket_urlpatterns  # noqa: E402

Application = Callable[[Any, Any, Any], Awaitable[None]]


def own_thread(app: Application) -> Application:
    """Give each socket a thread of its own for the ORM.

    Channels shares one thread among all sockets of a process: one slow query would hold up
    every interview's audio. The thread's database connection ends with the socket.
    """

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        async with ThreadSensitiveContext():
            try:
                await app(scope, receive, send)
            finally:
                await sync_to_async(connections.close_all)()

    return inner


def for_pages_of(origins: Collection[str], app: Application) -> Application:
    """Refuse sockets of other sites' pages: a browser would send our cookie along with them.

    Compared as text, as Django compares CSRF_TRUSTED_ORIGINS. Channels' OriginValidator takes the
    header apart, and an origin that cannot be (`http://[`) ends in a traceback there.
    """

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        sent = [value.decode("latin1") for name, value in scope["headers"] if name == b"origin"]
        is_ours = len(sent) == 1 and sent[0] in origins
        await (app if is_ours else WebsocketDenier())(scope, receive, send)

    return inner


application = ProtocolTypeRouter(
    {
        "http": limit_bodies(django_asgi),
        "websocket": own_thread(
            for_pages_of(
                settings.SITE_ORIGINS, AuthMiddlewareStack(URLRouter(websocket_urlpatterns))
            )
        ),
    }
)
