"""Finding names in a stream of posts, with 10 to 1,000,000 forms watched: `python -m benchmarks.matching`.

Events as Jetstream sends them (about 450 bytes of JSON, texts of about 80 characters) in five languages, made with a
seed; two in a hundred name a watched shop, in any of its forms. Measured in processor time of one core: reading the
JSON, folding and matching together. Beside it a bare automaton (ahocorasick_rs) and `re` look for the same forms in the
same texts, already read and folded; they know nothing of borders, disguises or places in the original. Then one shop's
forms are taken out and put back. Goals: 15,000 posts a second with 1,200 forms; 1,000,000 forms cost a post less than
2.5 times as much as 1,200.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from time import process_time
from typing import Any

from ahocorasick_rs import AhoCorasick

from benchmarks import house
from vitrino.domain.matcher import Matcher, Post, Term, key
from vitrino.domain.names import forms

SIZES = (10, 1_200, 120_000, 1_000_000)
POSTS = 20_000
FORMS_OF_A_SHOP = 1_200
GOAL_POSTS, GOAL_GROWTH = 15_000, 2.5
MENTIONS_SHARE = 0.02
# Names that are ordinary words too, and so need a word of the business beside them.
AMBIGUOUS_SHARE = 0.01
RE_AT_MOST = 1_200
LANGUAGES = ("en", "pl", "de", "eo", "ja")
SHARES = (50, 20, 12, 6, 12)
_COMMON = {
    "en": "the to and a of i in is that for it you on my with this was but have are not be so just me we they all "
    "like what do at your one out up get if can about no time now good day today people love new really think going",
    "pl": "w i na z się nie do to że jest jak o co po ale za od tak już dla mnie by czy tylko był są jestem "
    "może bardzo dziś też mam ma tym gdy kto jeszcze dzień będzie ludzie można sobie dobrze trzeba żeby teraz źle łódź",
    "de": "die der und ich das nicht ist ja es zu in ein mit auf so den wir für auch was an wie aber von eine nur "
    "noch dass man schon bei mir war heute einfach gut sehr über können müssen schön größe straße weiß für früh",
    "eo": "la de kaj en mi estas ke al ne por vi tio sed kun mia pri el ĝi li oni tre ankaŭ nur kiel hodiaŭ ĉu ĉi se "
    "ŝi jam bona nun homoj povas iri ĵus eĥo aŭ ĝis antaŭ",
    "ja": "今日 は とても 天気 が いい です ね 仕事 に 行きます 新しい 本 を 買いました 好き な 人 と "
    " 食べる ありがとう 楽しい 明日 また 東京 駅",
}
# Consonants and vowels of made-up words.
_LETTERS = {
    "en": ("b c d f g h l m n p r s t w th sh st", "a e i o u ea oo"),
    "pl": ("b c d g k l ł m n p r s t w z ż sz cz ch", "a e i o u y ą ę ó"),
    "de": ("b d f g h k l m n r s t w sch st", "a e i o u ei ä ö ü"),
    "eo": ("b c d f g k l m n p r s t v ĉ ŝ ĝ", "a e i o u aŭ"),
    "ja": ("カ サ タ ナ ハ マ ヤ ラ ガ", "ア イ ウ エ オ ン"),
}
_EMOJI = "😀😂❤🔥🙏✨🎉🐸🍞🌻"


@dataclass(frozen=True)
class Measured:
    """Seconds of processor time for all posts; bytes of JSON they came in; what was found."""

    posts: int
    size_b: int
    all_s: float
    matching_s: float
    automaton_s: float
    re_s: float | None
    hits: int
    build_s: float
    automaton_build_s: float
    swap_ms: float


def main() -> int:
    arguments = _arguments()
    found = {}
    for size in arguments.sizes:
        found[size] = one = house.in_a_process(measure, size, arguments.posts)
        print(_line(size, one), flush=True)
    if {1_200, 1_000_000} <= found.keys():
        few, many = found[1_200], found[1_000_000]
        growth = many.all_s / few.all_s
        print(f"1,200 forms: {few.posts / few.all_s:,.0f} posts/s (goal {GOAL_POSTS:,}); "
              f"1,000,000 forms: {growth:.2f} times the time of a post (goal < {GOAL_GROWTH})")  # fmt: skip
    return 0


def measure(size: int, posts: int) -> Measured:
    """Build the matcher of that many forms and send the posts through it."""
    terms = list(islice(_terms(), size))
    events = [_event(random.Random(f"post {number}"), terms) for number in range(posts)]
    matcher = Matcher()
    build_s = _timed(lambda: _put_all(matcher, terms))
    hits = 0

    def work() -> None:
        nonlocal hits
        for event in events:
            hits += len(matcher.find(_read(event)))

    all_s = _timed(work)
    read = [_read(event) for event in events]
    matching_s = _timed(lambda: [matcher.find(post) for post in read])
    folded = [key(post.text) for post in read]
    patterns = list(dict.fromkeys(key(term.text) for term in terms))
    made: list[AhoCorasick] = []
    automaton_build_s = _timed(lambda: made.append(AhoCorasick(patterns)))
    automaton_s = _timed(lambda: [made[0].find_matches_as_indexes(text, overlapping=True) for text in folded])
    return Measured(posts, sum(map(len, events)), all_s, matching_s, automaton_s, _by_re(patterns, folded), hits,
                    build_s, automaton_build_s, _swap_ms(matcher, terms))  # fmt: skip


def _line(size: int, one: Measured) -> str:
    by_re = f"{one.re_s / one.matching_s:7.2f}" if one.re_s is not None else "      –"
    return (
        f"{size:>9,} forms: {one.posts / one.all_s:7,.0f} posts/s, {one.size_b / one.all_s / 1e6:5.1f} MB/s of JSON; "
        f"folding and matching {one.matching_s / one.posts * 1e6:5.1f} µs a post; bare automaton "
        f"{one.automaton_s / one.matching_s:5.2f} and re {by_re} times that; {one.hits:,} hits; built in "
        f"{one.build_s:.1f} s (automaton {one.automaton_build_s:.1f} s); one shop out and in again {one.swap_ms:.0f} ms"
    )


def _put_all(matcher: Matcher, terms: list[Term]) -> None:
    for number, start in enumerate(range(0, len(terms), FORMS_OF_A_SHOP)):
        matcher.put(number, terms[start : start + FORMS_OF_A_SHOP])


def _swap_ms(matcher: Matcher, terms: list[Term]) -> float:
    """Taking one shop's forms out and putting them back, the others untouched."""

    def swap() -> None:
        matcher.drop(0)
        matcher.put(0, terms[:FORMS_OF_A_SHOP])

    return _timed(swap) * 1000


def _by_re(patterns: list[str], folded: list[str]) -> float | None:
    """Seconds by one big alternative; None where that would take longer than anybody waits."""
    if len(patterns) > RE_AT_MOST:
        return None
    longest_first = sorted(map(re.escape, patterns), key=len, reverse=True)
    compiled = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")
    return _timed(lambda: [compiled.findall(text) for text in folded])


def _read(event: bytes) -> Post:
    record = json.loads(event)["commit"]["record"]
    return Post(record["text"], language=record["langs"][0])


def _timed(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def _terms() -> Iterator[Term]:
    """Forms without end, name by name, each once."""
    chance, seen = random.Random("names"), set()
    while True:
        is_word = chance.random() < AMBIGUOUS_SHARE
        name = _word("pl", chance.randrange(300, 20_000)) if is_word else _name(chance)
        context = ("sklep*", "shop*", "zakupy", "kupić") if is_word else ()
        for form in forms([name.capitalize()]):
            if form.text not in seen:
                seen.add(form.text)
                yield Term(str(len(seen)), form.text, context=context, is_literal=form.is_literal)


def _name(chance: random.Random) -> str:
    language = chance.choice(("en", "pl", "de", "eo"))
    word = _word(language, chance.randrange(1_000_000, 100_000_000), (3, 5)).capitalize()
    if chance.random() < 0.2:
        return f"{chance.choice(('Piekarnia', 'Cafe', 'Sklep', 'Haus', 'Butiko'))} {word}"
    return f"{word}.pl" if chance.random() < 0.05 else word


def _event(chance: random.Random, terms: list[Term]) -> bytes:
    """A post as Jetstream sends it."""
    language = chance.choices(LANGUAGES, SHARES)[0]
    text = _text(chance, language, terms)
    record: dict[str, Any] = {
        "$type": "app.bsky.feed.post",
        "createdAt": "2026-11-22T08:15:02.102Z",
        "langs": [language],
    }
    record["text"] = text
    commit = {
        "rev": "3l3qo2vutsw2b",
        "operation": "create",
        "collection": "app.bsky.feed.post",
        "rkey": "3l3qo2vuowo2b",
        "record": record,
        "cid": "bafyreidwaivazkwu67xztlmuobx35hs2lnfh3kolmgfmucldvhd3sgzcqi",
    }
    event: dict[str, Any] = {"did": "did:plc:eygmaihciaxprqvxpfvl6flk", "time_us": 1795335302329308, "kind": "commit"}
    event["commit"] = commit
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()


def _text(chance: random.Random, language: str, terms: list[Term]) -> str:
    length = max(4, int(chance.lognormvariate(4.1, 0.7)))
    words: list[str] = []
    while sum(map(len, words)) + len(words) < min(length, 300):
        words.append(_word(language, int(30_000 ** chance.random())))
    if chance.random() < MENTIONS_SHARE:
        words.insert(chance.randrange(len(words) + 1), chance.choice(terms).text)
    if chance.random() < 0.2:
        words.append("#" + _word(language, chance.randrange(1, 500)))
    if chance.random() < 0.15:
        words.append(chance.choice(_EMOJI))
    if chance.random() < 0.15:
        words.append(f"https://example.org/{chance.randrange(10_000)}")
    text = ("" if language == "ja" else " ").join(words)
    return text[:1].upper() + text[1:] + chance.choice(("", ".", "!", "?", "…"))


@cache
def _word(language: str, rank: int, syllables: tuple[int, int] = (2, 4)) -> str:
    """The word of a rank: a real one for the most frequent, else some syllables."""
    common = _COMMON[language].split()
    if rank < len(common):
        return common[rank]
    made = random.Random(f"{language} {rank}")
    consonants, vowels = (letters.split() for letters in _LETTERS[language])
    return "".join(made.choice(consonants) + made.choice(vowels) for _ in range(made.randint(*syllables)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="how many forms are watched")
    parser.add_argument("--posts", type=int, default=POSTS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
