"""The dashboard and the HTTP API: pages and JSON over one store. Needs the extra ``web``.

::

    app.py        routes, and what stands around every answer (security.py)
    snapshot.py   the events of the record as of a day, kept at hand, so that a page does not read the record anew
    asking.py     what an address asks for: filters and cursors, the same for pages and JSON
    pages/        one module a page; templates/ and static/ are what they look like
    api/          the JSON side and its OpenAPI description
"""
