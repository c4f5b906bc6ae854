"""One exchange: the use cases of talking with a cast, knowing no Discord."""

from bot.conversation.conversation import Conversation, Question
from bot.conversation.delivery import Delivery
from bot.conversation.recap import Recap

__all__ = ["Conversation", "Delivery", "Question", "Recap"]
