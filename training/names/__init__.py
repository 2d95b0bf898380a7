"""How the names model is made: corpora and dialogues in, `recognizers/names/data` out (`make model`)."""

import os

os.environ.setdefault("NPROC", "1")  # XLA sums in one thread: the same bytes however many cores a machine has
