"""A seeded synthetic contact centre: people, calls, chats, mails and transcripts that never existed."""

from slor.sample_data.files import SampleSummary
from slor.sample_data.sample import write_sample

__all__ = ["SampleSummary", "write_sample"]
