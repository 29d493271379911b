"""The pages for what went wrong, rendered without leaving a database connection behind.

Where a view is async, or an address is unknown to an ASGI server, Django renders them in a thread
of the event loop's pool (`convert_exception_to_response`), not in the request's own. Such a page
asks who is logged in, and nothing but this would close the connection that it opens there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import connections
from django.http import HttpRequest, HttpResponseBase
from django.views import defaults

Parameters = ParamSpec("Parameters")
Page = Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]


def _without_leftovers(page: Page[Parameters]) -> Page[Parameters]:
    @wraps(page)
    def tidily(
        request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> HttpResponseBase:
        try:
            return page(request, *args, **kwargs)
        finally:
            for connection in connections.all(initialized_only=True):
                if not connection.in_atomic_block:
                    connection.close()

    return tidily


bad_request = _without_leftovers(defaults.bad_request)
forbidden = _without_leftovers(defaults.permission_denied)
not_found = _without_leftovers(defaults.page_not_found)
server_error = _without_leftovers(defaults.server_error)
