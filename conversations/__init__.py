"""Conversations, kept across reloads and restarts. Knows no index and no screen."""

from conversations.conversation import Conversation, StoredTurn
from conversations.records import RecordFilter, TurnFigures, TurnSummary
from conversations.store import ConversationStore

__all__ = [
    "Conversation",
    "ConversationStore",
    "RecordFilter",
    "StoredTurn",
    "TurnFigures",
    "TurnSummary",
]
