"""Two contests of the sample shop: one that runs, with entries, and one that is drawn and proven; and a quiz."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.channels.queries import Channel
from vitrino.contests import actions as contests
from vitrino.contests import queries as found
from vitrino.contests.models import Contest, ContestPost
from vitrino.demo.book import Book
from vitrino.demo.sending import work_off
from vitrino.insight import actions as insight
from vitrino.posts import actions as posts
from vitrino.posts import queries as written
from vitrino.publishing import actions as publishing
from vitrino.workspace.models import Person, Workspace

ON = "mastodon"
# Who (place in the book), which of the answers, hours after the opening.
RUNNING = ((3, 0, 2), (5, 1, 3), (8, 2, 7), (3, 1, 9), (10, 3, 22), (12, 4, 30), (1, 0, 41))
DRAWN = ((2, 0, 1), (4, 2, 4), (7, 1, 5), (9, 3, 20), (11, 0, 26), (2, 4, 50), (13, 1, 77), (6, 2, 90), (0, 4, 200))


@dataclass(frozen=True)
class Words:
    """What the contests say, in one language. answers: what people write; the last one misses the word."""

    running: str
    running_prize: str
    invitation: str
    how: str
    word: str
    drawn: str
    drawn_prize: str
    who: str
    told: str
    answers: tuple[str, ...]
    question: str
    options: tuple[str, ...]
    explanation: str


WORDS: Mapping[str, Words] = {
    "en": Words(
        "A loaf for every Saturday", "A rye loaf every Saturday in December, to be fetched in our shop",
        "Which bread do you eat with your soup? Write it below with the word RYE, and with luck you fetch a loaf from"
        " us every Saturday in December. The rules stand on our page.",
        "Write below our post which bread you eat with your soup, with the word RYE.", "rye", "The autumn tart",
        "One plum tart for eight people", "Everybody over 16 who can come to our shop.", "By a message on Mastodon.",
        ("Dark RYE with caraway", "My grandmother's rye bread!", "rye, toasted", "Rye and butter, nothing else",
         "White rolls for me"),
        "How long does our sourdough ripen?", ("4 hours", "18 hours", "3 days"),
        "Eighteen hours: overnight, so that it is ready at four in the morning.",
    ),
    "pl": Words(
        "Bochenek na każdą sobotę", "Bochenek żytni w każdą sobotę grudnia, do odbioru w naszym sklepie",
        "Jaki chleb jecie do zupy? Napiszcie pod spodem ze słowem ŻYTNI, a przy odrobinie szczęścia odbierzecie u nas"
        " bochenek w każdą sobotę grudnia. Regulamin jest na naszej stronie.",
        "Napisz pod naszym wpisem, jaki chleb jesz do zupy, ze słowem ŻYTNI.", "żytni", "Jesienna tarta",
        "Jedna tarta ze śliwkami dla ośmiu osób", "Każdy, kto skończył 16 lat i może przyjść do sklepu.",
        "Wiadomością w Mastodonie.",
        ("Ciemny ŻYTNI z kminkiem", "Żytni chleb mojej babci!", "żytni, opieczony", "Żytni z masłem i nic więcej",
         "Dla mnie kajzerki"),
        "Jak długo dojrzewa nasz zakwas?", ("4 godziny", "18 godzin", "3 dni"),
        "Osiemnaście godzin: przez noc, żeby był gotowy o czwartej rano.",
    ),
    "eo": Words(
        "Pano por ĉiu sabato", "Sekala pano ĉiun sabaton de decembro, prenebla en nia butiko",
        "Kian panon vi manĝas kun supo? Skribu sube kun la vorto SEKALA, kaj kun bonŝanco vi prenos ĉe ni panon ĉiun"
        " sabaton de decembro. La regularo staras sur nia paĝo.",
        "Skribu sub nia afiŝo, kian panon vi manĝas kun supo, kun la vorto SEKALA.", "sekala", "La aŭtuna torto",
        "Unu pruna torto por ok homoj", "Ĉiu pli ol 16-jara, kiu povas veni al nia butiko.",
        "Per mesaĝo en Mastodono.",
        ("Malhela SEKALA kun karvio", "La sekala pano de mia avino!", "sekala, rostita",
         "Sekala kun butero, nenio alia", "Por mi blankaj bulkoj"),
        "Kiom longe maturiĝas nia acidpasto?", ("4 horojn", "18 horojn", "3 tagojn"),
        "Dek ok horojn: dum la nokto, por esti preta je la kvara matene.",
    ),
}  # fmt: skip


def run(workspace: Workspace, book: Book, shop: Mapping[str, Channel], *, by: Person, now: datetime) -> None:
    """All three."""
    words = WORDS.get(book.language, WORDS["en"])
    _draw(workspace, book, words, shop[ON], by, now)
    _run(workspace, book, words, shop[ON], by, now)
    contests.make_quiz(workspace=workspace, question=words.question, options=words.options, right=1,
                       explanation=words.explanation, on=[shop[ON]], by=by, now=now - timedelta(hours=20))  # fmt: skip


def _run(workspace: Workspace, book: Book, words: Words, channel: Channel, by: Person, now: datetime) -> None:
    """Two days of entries, below a post that is out."""
    opened = now - timedelta(days=2)
    made = _announced(workspace, book, words, channel, by, opened, words.running, words.running_prize, days=7,
                      chance=Contest.Chance.DRAND)  # fmt: skip
    post = posts.create_post(workspace=workspace, by=by, now=opened, idea=words.invitation, channels_wanted=[channel])
    for variant in written.variants_of(post):
        work_off(publishing.publish_now(variant=variant, by=by, now=opened), opened, now)
    contests.join_post(contest=made, post=post, by=by, now=opened)
    _enter(made, book, words, RUNNING, by, now)
    insight.adopt_published(now)


def _draw(workspace: Workspace, book: Book, words: Words, channel: Channel, by: Person, now: datetime) -> None:
    """Five weeks ago: drawn, the winner answered and may be named."""
    opened = now - timedelta(days=35)
    made = _announced(workspace, book, words, channel, by, opened, words.drawn, words.drawn_prize, days=7,
                      chance=Contest.Chance.NONE)  # fmt: skip
    _enter(made, book, words, DRAWN, by, now)
    closed = contests.close(contest=made, by=by, now=made.closes_at + timedelta(hours=3))
    drawn = contests.draw(contest=closed, value="", by=by, now=made.draw_at)
    award = found.holding(drawn)[0]
    contests.tell(award=award, by=by, now=made.draw_at)
    contests.accept(award=award, is_named=True, by=by, now=made.draw_at + timedelta(days=1))
    _clear_desk(drawn, by, now)


def _announced(workspace: Workspace, book: Book, words: Words, channel: Channel, by: Person, at: datetime, title: str,
               prize: str, *, days: int, chance: str) -> Contest:  # fmt: skip
    values = {
        "title": title, "prize": prize, "how": words.how, "who": words.who, "told": words.told, "opens_at": at,
        "closes_at": at + timedelta(days=days), "draw_at": at + timedelta(days=days + 1),
        "organiser": book.shop, "contact": book.website, "words": words.word, "chance": chance,
    }  # fmt: skip
    made = contests.make(workspace=workspace, values=values, channels=[channel], by=by, now=at)
    made = contests.announce(contest=made, by=by, now=at)
    _clear_desk(made, by, at)
    return made


def _enter(made: Contest, book: Book, words: Words, entries: tuple[tuple[int, int, int], ...], by: Person,
           now: datetime) -> None:  # fmt: skip
    for who, answer, hours in entries:
        person, at = book.neighbours[who], made.opens_at + timedelta(hours=hours)
        contests.add_entry(contest=made, author=person.name, account=person.handle, platform=ON,
                           text=words.answers[answer], at=at, by=by, now=now)  # fmt: skip


def _clear_desk(made: Contest, by: Person, at: datetime) -> None:
    """Drafts with hashes in them, which nobody sends in a sample."""
    for one in ContestPost.objects.filter(contest=made).select_related("post"):
        posts.delete_post(post=one.post, by=by, now=at)
