"""Events become commitments: what was promised, agreed or ordered, by when, and what became of it."""
