"""The robots that collect texts for language models, as they call themselves in robots.txt.

`ROBOTS_AI=refuse` asks them to stay away. Add a name when a new one comes about.
"""

AI_CRAWLERS = (
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ChatGPT-User",
    "Claude-Web",
    "ClaudeBot",
    "cohere-ai",
    "Diffbot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "ImagesiftBot",
    "Meta-ExternalAgent",
    "OAI-SearchBot",
    "omgili",
    "PerplexityBot",
    "Timpibot",
    "YouBot",
)
