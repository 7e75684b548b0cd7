"""The same queries as JSON, under ``/api/v1``, with an OpenAPI description at ``/api/openapi.json``."""
