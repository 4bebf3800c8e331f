"""Headings of exports, and what they mean: in English, Polish, German and Esperanto, the best name of a metric first.

Of platforms whose exports are not documented the headings are from memory (see docs/reference/metrics.md); a heading
nobody knows is left out, and a person can say what it means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from vitrino.metricimports.figures import Unit

METRIC_FIELDS = ("views", "reach", "likes", "comments", "shares", "saves", "clicks", "follows", "watch_time_s")
POST_FIELDS = ("id", "link", "text", "at", "format", "account")
FIELDS = ("", *POST_FIELDS, "day", *METRIC_FIELDS, "followers")

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("postid", "tweetid", "videoid", "pinid", "mediaid", "identyfikatorposta", "identyfikatorpostu", "idposta",
           "beitragsid", "beitragskennung", "identigilodeafiso", "afisoid"),
    "link": ("permalink", "postlink", "tweetpermalink", "videolink", "pinlink", "posturl", "bezposrednilink",
             "linkbezposredni", "stalylink", "linkdoposta", "linkdopostu", "beitragslink", "dauerhafterlink",
             "konstantaligilo", "ligilo", "link", "url"),
    "text": ("posttext", "tweettext", "caption", "description", "message", "posttitle", "videotitle", "title", "text",
             "content", "trescposta", "opis", "tresc", "tytulposta", "tytulfilmu", "tytul", "beitragstext",
             "beschreibung", "videotitel", "titel", "inhalt", "priskribo", "teksto", "titolo"),
    "at": ("publishtime", "videopublishtime", "posttime", "createddate", "publishedat", "publishdate", "createdat",
           "published", "czaspublikacji", "czaspublikacjifilmu", "datapublikacji", "datautworzenia",
           "veroffentlichungszeit", "veroffentlichungszeitpunkt", "zeitpunktderveroffentlichung",
           "veroffentlichungszeitpunktdesvideos", "veroffentlichtam", "erstellungsdatum", "publikigita",
           "temppunktodepublikigo", "time"),
    "day": ("date", "day", "data", "dzien", "datum", "tag", "dato", "tago"),
    "format": ("posttype", "contenttype", "mediatype", "typposta", "typpostu", "typtresci", "beitragsart",
               "beitragstyp", "inhaltstyp", "afisospeco", "type"),
    "account": ("accountusername", "nazwauzytkownikakonta", "benutzernamedeskontos", "kontobenutzername",
                "pagename", "nazwastrony", "seitenname", "accountname"),
    "views": ("views", "totalviews", "videoviews", "impressionstotal", "impressions", "impressionsorganic", "plays",
              "wyswietlenia", "odslony", "odtworzenia", "aufrufe", "impressionen", "wiedergaben", "vidoj", "spektoj"),
    "reach": ("reach", "uniqueimpressionstotal", "uniqueimpressions", "uniqueimpressionsorganic", "uniqueviewers",
              "zasieg", "reichweite", "atingo"),
    "likes": ("likes", "totallikes", "reactionstotal", "reactions", "reactionsorganic", "polubienia", "reakcje",
              "gefalltmirangaben", "gefalltmir", "reaktionen", "satoj", "reagoj"),
    "comments": ("comments", "totalcomments", "commentstotal", "replies", "commentsorganic", "komentarze", "odpowiedzi",
                 "kommentare", "antworten", "komentoj", "respondoj"),
    "shares": ("reposts", "retweets", "repoststotal", "repostsorganic", "shares", "totalshares", "udostepnienia",
               "geteilteinhalte", "malgeteilt", "geteilt", "kundividoj", "diskonigoj"),
    "saves": ("saves", "saved", "bookmarks", "zapisania", "zapisane", "zakladki", "speicherungen", "gespeichert",
              "gemerkt", "lesezeichen", "konservoj"),
    "clicks": ("totalclicks", "clickstotal", "clicks", "urlclicks", "linkclicks", "outboundclicks", "clicksorganic",
               "laczniekliknieci", "lacznaliczbaklikniec", "klikniecia", "kliknieciawlink", "klickszahl", "klicks",
               "klicksgesamt", "linkklicks", "klakoj"),
    "follows": ("follows", "newfollows", "newfollowers", "subscribers", "nowiobserwujacy", "obserwacje",
                "subskrybenci", "neuefollower", "abonnenten", "novajsekvantoj"),
    "watch_time_s": ("secondsviewed", "watchtimeseconds", "watchtimehours", "watchtimeminutes", "totalwatchtime",
                     "obejrzanesekundy", "czasogladaniagodz", "czasogladaniagodziny", "angesehenesekunden",
                     "wiedergabezeitstunden", "spektotempohoroj"),
    "followers": ("followers", "followercount", "liczbaobserwujacych", "obserwujacy", "followerzahl", "follower",
                  "sekvantoj", "nombrodesekvantoj"),
}  # fmt: skip
_UNITS: tuple[tuple[str, Unit], ...] = (
    ("hour", "hours"), ("godz", "hours"), ("stunden", "hours"), ("horoj", "hours"), ("minut", "minutes"),
)  # fmt: skip


def folded(heading: str) -> str:
    """Small plain letters only: "Watch time (hours)" is "watchtimehours"."""
    plain = unicodedata.normalize("NFKD", heading.lower().replace("ł", "l")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]", "", plain)


def guess(headings: Sequence[str], also: Mapping[str, str] | None = None) -> dict[str, str]:
    """Column number as text -> field; of several columns for one field the best name wins. also: a platform's own."""
    best: dict[str, tuple[int, int]] = {}
    for number, heading in enumerate(headings):
        for field, rank in _meanings(folded(heading), also or {}):
            if field not in best or rank < best[field][0]:
                best[field] = (rank, number)
    return {str(number): field for field, (_rank, number) in best.items()}


def _meanings(word: str, also: Mapping[str, str]) -> list[tuple[str, int]]:
    if word in also:
        return [(also[word], -1)]
    return [(field, names.index(word)) for field, names in NAMES.items() if word in names]


def known_in(cells: Sequence[str], also: Mapping[str, str] | None = None) -> int:
    """How many of these cells are headings one knows."""
    return len(guess(cells, also))


def unit_of(field: str, heading: str) -> Unit:
    """In what a number of this column is counted."""
    if field != "watch_time_s":
        return "count"
    word = folded(heading)
    return next((unit for part, unit in _UNITS if part in word), "seconds")
