"""Who an actor is: from the words of a mention to PLOVER code and sectors, identity and office, with the reason.

``ActorResolver.load().resolve("the Russian defence minister", on=date(2022, 6, 1))`` gives a
:class:`entente.records.Resolution`. Tables are read on the first use, not on import. A user's own actors come in
through :func:`entente.resolving.actors.importing.import_actors`.
"""

from __future__ import annotations

from entente.resolving.actors.document import DocumentActors
from entente.resolving.actors.resolver import ActorContext, ActorResolver, cow_code

__all__ = [
    "ActorContext",
    "ActorResolver",
    "DocumentActors",
    "cow_code",
]
