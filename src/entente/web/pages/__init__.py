"""One module a page, each a function from a request to HTML."""
