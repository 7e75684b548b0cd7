"""Commands of the command line beside the reading ones; each module registers its own."""
