"""A PostgreSQL database of one's own, for as long as a measurement needs it."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

LOCAL = ("127.0.0.1", "localhost", "::1")
CONNECT_TIMEOUT = 5  # seconds


def local_server() -> str | None:
    """Its address, from DATABASE_URL; None unless that is PostgreSQL on this machine."""
    address = os.environ.get("DATABASE_URL", "")
    parts = urlsplit(address)
    is_postgres = parts.scheme in ("postgres", "postgresql")
    return address if is_postgres and parts.hostname in LOCAL else None


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """The address of a new, empty database, which is dropped afterwards."""
    name = f"greenroom_benchmark_{secrets.token_hex(4)}"
    _execute(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
        _execute(server, drop)


def _execute(server: str, statement: sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True, connect_timeout=CONNECT_TIMEOUT) as connection:
        connection.execute(statement)
