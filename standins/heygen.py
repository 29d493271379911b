"""A stand-in for HeyGen: live by the Streaming API (`streaming.py`), and films (`films.py`)."""

from starlette.applications import Starlette

from standins import films, heygen_offers, streaming
from standins.asking import Refusal, answer_refusal
from standins.frame import Vendor, Visit, standin
from standins.heygen_refusals import KEY, Faults
from standins.sessions import Sessions

__all__ = ["KEY", "NO_FAULTS", "VENDOR", "Faults", "create_app"]

NAME = "heygen"
NO_FAULTS = Faults()


def create_app(faulty: Faults = NO_FAULTS, *, visits: list[Visit] | None = None) -> Starlette:
    """`app.state.sessions` has the sessions, for tests."""
    sessions = Sessions()
    routes = [*streaming.routes(sessions), *films.routes(), *heygen_offers.ROUTES]
    app = standin(NAME, routes, faulty, visits, for_pages=True)
    app.add_exception_handler(Refusal, answer_refusal)
    app.state.sessions = sessions
    return app


VENDOR = Vendor(name=NAME, port=8804, path="", key=KEY, faults=Faults, create_app=create_app)
