"""Kinds of forms, and rules of matching, in plain words."""

from __future__ import annotations

from vitrino.domain.message import Message, say

OTHER = say("Other forms")
KINDS: dict[str, Message] = {
    "exact": say("As you write it"),
    "folded": say("Without accents"),
    "spaced": say("With spaces"),
    "joined": say("In one word"),
    "hyphenated": say("With hyphens"),
    "camel": say("With capitals inside"),
    "handle": say("As an account (@)"),
    "hashtag": say("As a hashtag (#)"),
    "domain": say("As a web address"),
    "obfuscated": say("As a disguised web address"),
    "x-system": say("In the Esperanto x-system"),
    "h-system": say("In the Esperanto h-system"),
    "inflected": say("With endings"),
    "derived": say("As part of another word"),
    "compound": say("In a compound"),
    "query": say("Your queries"),
}
RULES: dict[str, Message] = {
    "exact": say("written exactly like this"),
    "case": say("written with other capitals"),
    "folded": say("written without accents or in other letters"),
    "tag": say("inside a hashtag or an account name"),
    "spaced": say("written with gaps"),
    "lookalike": say("written with letters that only look alike: somebody may be posing as you"),
    "leet": say("written with digits or signs for letters"),
    "filler": say("maybe you: a strange word stands inside the name"),
    "typo": say("maybe you: one letter is different"),
    "query": say("your query found it"),
    "platform": say("the platform says that you are meant"),
}
