"""Cutting a long text into the parts of a thread, or down to its first sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

from vitrino.domain.text.borders import SPACES, Border, Rank, borders
from vitrino.domain.text.clusters import graphemes
from vitrino.domain.text.counting import Count, TextRule, count
from vitrino.domain.text.fediverse import remote_mentions
from vitrino.domain.text.links import FEDIVERSE, urls
from vitrino.domain.text.tags import hashtags, mentions_or_lists

ELLIPSIS = "…"
Place = tuple[int, int]


def split(text: str, rule: TextRule) -> list[str]:
    """The text as parts that each fit; `[text]` when it fits as it is.

    A paragraph that would fit a part is not cut, nor is such a line, nor such a sentence. Links, mentions, hashtags and
    graphemes are never cut, unless a link is by itself too long. Only white space at the cuts is left out. A single
    grapheme above the limit stays whole, in a part of its own that is too long. Nothing but white space becomes [""].
    """
    if count(text, rule).fits:
        return [text]
    return list(_Cutter(text, rule).parts()) or [""]


def shorten(text: str, rule: TextRule) -> str:
    """The text if it fits, else its first sentences that do, else its first words and an ellipsis."""
    if count(text, rule).fits:
        return text
    return _Cutter(text, rule).beginning()


class _Cutter:
    """A text, the edges at which it may be cut at all, and what the pieces between them cost.

    The costs add up, but for the odd link that a cut makes or unmakes; so each part is counted once more as a whole.
    """

    def __init__(self, text: str, rule: TextRule) -> None:
        self.text, self.rule = text, rule
        self.edges = _edges(text, rule)
        sizes = _sizes(text, self.edges, rule)
        self.lengths = [0, *accumulate(size.length for size in sizes)]
        self.bytes = [0, *accumulate(size.bytes_length for size in sizes)]
        edges = set(self.edges)
        cuts = [border for border in borders(text) if border.end in edges and border.start in edges]
        self.cuts = {rank: [cut for cut in cuts if cut.rank >= rank] for rank in Rank}
        self.ends = {rank: [cut.end for cut in ranked] for rank, ranked in self.cuts.items()}
        head, tail = len(text) - len(text.lstrip(SPACES)), len(text.rstrip(SPACES))
        self.start = head if head in edges else 0
        self.end = tail if tail in edges else len(text)

    def parts(self) -> Iterator[str]:
        at = self.start
        while at < self.end:
            cut = self._next_cut(at)
            yield self.text[at : cut.end]
            at = cut.start

    def beginning(self) -> str:
        """Whole sentences if at least one fits, else words and an ellipsis, else letters and one."""
        if self.start >= self.end:
            return ""
        dots = count(ELLIPSIS, self.rule)
        reach = self._reach(self.start, dots.length, dots.bytes_length)
        sentence = self._last_cut(Rank.SENTENCE, self.start, self._reach(self.start))
        word = self._last_cut(Rank.WORD, self.start, reach)
        wishes = [self.text[self.start : sentence.end]] if sentence else []
        wishes += [self.text[self.start : end] + ELLIPSIS for end in ([word.end] if word else []) + [reach]]
        fitting = (wish for wish in wishes if count(wish, self.rule).fits)
        return next(fitting, None) or next(self.parts())

    def _next_cut(self, start: int) -> Border:
        """The end of the part that begins at `start`, and the start of the next."""
        reach = self._reach(start)
        while True:
            cut = self._best_cut(start, reach)
            if count(self.text[start : cut.end], self.rule).fits or reach == self._edge(start, 1):
                return cut
            pieces = bisect_left(self.edges, cut.end) - bisect_left(self.edges, start)
            reach = self._edge(start, max(1, pieces // 2))

    def _edge(self, start: int, pieces: int) -> int:
        """The edge so many pieces behind `start`, which is an edge itself."""
        return self.edges[bisect_left(self.edges, start) + pieces]

    def _reach(self, start: int, spare: int = 0, spare_bytes: int = 0) -> int:
        """The furthest edge up to which text from `start` fits, with so much to spare; at least the next edge."""
        first = bisect_left(self.edges, start)
        last = bisect_right(self.lengths, self.lengths[first] + self.rule.limit - spare) - 1
        if self.rule.max_bytes is not None:
            last = min(last, bisect_right(self.bytes, self.bytes[first] + self.rule.max_bytes - spare_bytes) - 1)
        return min(self.edges[max(last, first + 1)], self.end)

    def _best_cut(self, start: int, reach: int) -> Border:
        if reach == self.end:
            return Border(reach, reach, Rank.PARAGRAPH)
        for rank in (Rank.PARAGRAPH, Rank.LINE, Rank.SENTENCE):
            cut = self._last_cut(rank, start, reach)
            if cut and self._next_unit_fits(cut, rank):
                return cut
        return self._last_cut(Rank.WORD, start, reach) or Border(reach, reach, Rank.WORD)

    def _last_cut(self, rank: Rank, start: int, reach: int) -> Border | None:
        """The last place behind `start`, up to `reach`, that separates at least so much."""
        last = bisect_right(self.ends[rank], reach) - 1
        return self.cuts[rank][last] if last >= 0 and self.ends[rank][last] > start else None

    def _next_unit_fits(self, cut: Border, rank: Rank) -> bool:
        """Does the paragraph (line, sentence) behind the cut fit a part of its own? Then it need not be cut."""
        following = bisect_right(self.ends[rank], cut.end)
        end = self.ends[rank][following] if following < len(self.ends[rank]) else self.end
        return self._reach(cut.start) >= end


def _edges(text: str, rule: TextRule) -> list[int]:
    """Where graphemes end, but not within what is kept whole."""
    graphemes_end = [0, *accumulate(map(len, graphemes(text)))]
    whole = _kept_whole(text, rule, graphemes_end)
    edges, at = [], 0
    for edge in graphemes_end:
        while at < len(whole) and whole[at][1] <= edge:
            at += 1
        if at == len(whole) or edge <= whole[at][0]:
            edges.append(edge)
    return edges


def _kept_whole(text: str, rule: TextRule, edges: list[int]) -> list[Place]:
    """Links, mentions and hashtags, in order, with the marks on their last letter; of those that overlap the longest.

    What is longer than a part is not among them.
    """
    found = [*urls(text), *urls(text, FEDIVERSE), *mentions_or_lists(text), *remote_mentions(text), *hashtags(text)]
    places = {(edges[bisect_right(edges, span.start) - 1], edges[bisect_left(edges, span.end)]) for span in found}
    kept: list[Place] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if (not kept or start >= kept[-1][1]) and count(text[start:end], rule).fits:
            kept.append((start, end))
    return kept


def _sizes(text: str, edges: list[int], rule: TextRule) -> list[Count]:
    """What each piece between two edges counts; the same letter is counted once."""
    known: dict[str, Count] = {}
    sizes = []
    for start, end in pairwise(edges):
        piece = text[start:end]
        if piece not in known:
            known[piece] = count(piece, rule)
        sizes.append(known[piece])
    return sizes
