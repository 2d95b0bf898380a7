"""The Beam pipeline: read, screen, detect, treat, audit, write."""
