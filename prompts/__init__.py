"""The prompts, one Markdown file each, and the library that renders them and fetches their Langfuse
versions.
"""

from prompts.langfuse import LangfuseKeys
from prompts.library import PromptLibrary, build_prompt_library
from prompts.prompt import Message, Prompt, Role

__all__ = ["LangfuseKeys", "Message", "Prompt", "PromptLibrary", "Role", "build_prompt_library"]
