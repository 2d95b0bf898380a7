"""How the names model is made: corpora and dialogues in, `recognizers/names/data` out (`make model`)."""
