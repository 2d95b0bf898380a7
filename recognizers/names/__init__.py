"""The names recogniser and its model."""
