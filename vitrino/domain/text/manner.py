"""How people write on one network, and what in a text was written for another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from vitrino.domain.matcher import fold
from vitrino.domain.message import Message, say
from vitrino.domain.text.adapt.form import TextForm
from vitrino.domain.text.links import urls
from vitrino.domain.text.tags import hashtags

# So many times the number that does good is a heap; one or two too many are a matter of taste.
HEAP = 2.0
# A hashtag in the place of a word is fine; from two on they stand in the way of reading.
FEWEST_INSIDE = 2
MOST_TOLD = 4
_NAME = re.compile(r"(?<![\w.@/])@[\w-]+(?:\.[\w-]+)*(?:@[\w-]+(?:\.[\w-]+)+)?")
_WORD = re.compile(r"\w")


@dataclass(frozen=True)
class Manner:
    """One network's. name_form: what a name with @ that works there looks like, "" where nobody knows.

    foreign: turns of speech and marks that only make sense elsewhere, as regular expressions on the folded text, each
    with the name of where they do.
    """

    form: TextForm
    name_form: str = ""
    foreign: Mapping[str, str] = field(default_factory=dict)


def strangers(text: str, manner: Manner) -> list[Message]:
    """What does not fit the network, each a sentence; empty when the text was written for it."""
    turns = list(_turns(text, manner))
    told = " ".join(str(one) for one in turns)
    return [*turns, *_names(text, manner, told), *_links(text, manner), *_tags(text, manner)][:MOST_TOLD]


def _turns(text: str, manner: Manner) -> Iterator[Message]:
    folded, told = fold(text), set()
    for pattern, network in manner.foreign.items():
        match = _compiled(pattern).search(folded.text)
        if match and network not in told:
            told.add(network)
            yield say("“{words}” makes sense on {network}, not on {platform}.",
                      words=folded.text[match.start() : match.end()].strip(), network=network,
                      platform=manner.form.name)  # fmt: skip


def _names(text: str, manner: Manner, told: str) -> Iterator[Message]:
    """The first name that does not work there. told: what was said of marks already; one word about each is enough."""
    if not manner.name_form:
        return
    for match in _NAME.finditer(text):
        name = match[0].casefold()
        if name not in told and not _compiled(manner.name_form).fullmatch(name):
            yield say("{name} is no name as {platform} writes them; nobody is told there.", name=match[0],
                      platform=manner.form.name)  # fmt: skip
            return


def _links(text: str, manner: Manner) -> Iterator[Message]:
    if manner.form.links == "dead" and "://" in text:
        yield say("On {platform} nobody can tap a link in a text.", platform=manner.form.name)


def _tags(text: str, manner: Manner) -> Iterator[Message]:
    tags, form = hashtags(text), manner.form
    if form.good_tags is not None and len(tags) > HEAP * form.good_tags:
        yield say("{n} hashtags: on {platform} more than {good} do no good.", n=len(tags), platform=form.name,
                  good=form.good_tags)  # fmt: skip
    if form.tags_at_end:
        inside = sum(_has_words_after(text, tag.end) for tag in tags)
        if inside >= FEWEST_INSIDE:
            yield say("{n} hashtags stand in the middle of the text; on {platform} they belong at its end.", n=inside,
                      platform=form.name)  # fmt: skip


def _has_words_after(text: str, at: int) -> bool:
    """Words behind this place that are neither hashtags nor a link."""
    rest = text[at:]
    for span in sorted((*hashtags(rest), *urls(rest)), key=lambda one: -one.start):
        rest = rest[: span.start] + rest[span.end :]
    return bool(_WORD.search(rest))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
