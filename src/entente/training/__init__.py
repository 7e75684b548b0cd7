"""From the annotated corpus to weights. Needs the ``train`` extra, except for reading the corpus itself."""
