"""A graph behind any SPARQL 1.1 server: its own triples there, its working copy here."""

from __future__ import annotations

from kg.remote.endpoint import Endpoint, is_address
from kg.remote.store import RemoteStore

__all__ = ["Endpoint", "RemoteStore", "is_address"]
