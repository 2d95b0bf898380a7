"""A seeded synthetic contact centre: people, calls, chats, mails and transcripts that never existed."""
