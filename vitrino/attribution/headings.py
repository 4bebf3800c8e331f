"""What the columns of an export of advertising are called, in the languages the sellers write them. Pure.

As Meta Ads Manager, Google Ads, TikTok Ads Manager and people's own tables write them; a heading nobody knows is passed
over, so a missing one costs a column and never a wrong number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

Field = Literal[
    "cost", "day", "until", "campaign", "group", "ad", "currency", "impressions", "clicks", "detail",
]  # fmt: skip
Source = Literal["meta-ads", "google-ads", "tiktok-ads", "table"]

_KNOWN: Mapping[Field, str] = {
    "cost": "amountspent spend totalspend cost totalcost costs budgetspent wydanakwota kwotawydana wydatki koszt "
            "lacznykoszt ausgegebenerbetrag kosten gesamtkosten montantdepense cout couttotal depense importegastado "
            "gasto coste costetotal costo costototale importospeso importo spesa bestedbedrag besteedbedrag valorgasto "
            "kosto elspezo elspezita kwota amount betrag",
    "day": "day date byday statsday stattimeday reportingstarts reportstart startdate dzien data poczatekraportowania "
           "rozpoczecieraportowania tag datum berichtsbeginn auswertungsbeginn jour debutdesrapports debutdurapport "
           "dia fecha iniciodelinforme giorno iniziodelreport iniziorapporto dag inicio tago dato",
    "until": "reportingends reportend enddate koniecraportowania zakonczenieraportowania berichtsende auswertungsende "
             "findesrapports findurapport findelinforme finedelreport finerapporto",
    "campaign": "campaignname campaign nazwakampanii kampania kampagnenname kampagne nomdelacampagne campagne "
                "nombredelacampana campana nomedellacampagna campagna campagnenaam kampanjo nomodekampanjo",
    "group": "adsetname adset nazwazestawureklam zestawreklam adgroup adgroupname grupareklam nazwagrupyreklam "
             "anzeigengruppe anzeigengruppenname nomdelensembledepublicites groupedannonces "
             "nombredelconjuntodeanuncios grupodeanuncios gruppodiannunci nomedelgruppodiinserzioni",
    "ad": "adname ad nazwareklamy reklama anzeigenname anzeige nomdelapublicite annonce nombredelanuncio anuncio "
          "nomedellinserzione annuncio",
    "currency": "currency currencycode waluta kodwaluty wahrung wahrungscode devise codedevise moneda codigodemoneda "
                "valuta codicevaluta valuto",
    "impressions": "impressions impression impr wyswietlenia impressionen impresiones impressioni vertoningen montroj",
    "clicks": "linkclicks clicks clicksdestination destinationclicks kliknieciawlink klikniecialinku klikniecia "
              "linkklicks klicks klickslink clicssurunlien clics clicsenelenlace clicsullink clic klakoj",
    "detail": "age gender placement platform device country region network wiek plec umiejscowienie platforma "
              "urzadzenie kraj alter geschlecht platzierung plattform gerat land siec publisherplatform "
              "impressiondevice keyword slowokluczowe hour godzina",
}  # fmt: skip
_FIELD_OF = {word: field for field, words in _KNOWN.items() for word in words.split()}
_UNIT = re.compile(r"\(([^()]{1,5})\)")
_SIGNS = {"zł": "PLN", "€": "EUR", "£": "GBP", "kč": "CZK", "us$": "USD"}
_TOTAL = re.compile(
    r"(grand )?totals?\b|razem|suma\b|lacznie|gesamt|summe|insgesamt|total general|totale\b|sumo\b|entute"
    r"|results from|wyniki z|ergebnisse aus|resultats de|resultados de|risultati di"
)
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ß": "ss"})


def fields(headings: Sequence[str]) -> dict[Field, int]:
    """Field -> column; of several columns for one field the first. Details are not among them."""
    found: dict[Field, int] = {}
    for column, heading in enumerate(headings):
        field = _FIELD_OF.get(folded(_UNIT.sub("", heading)))
        if field is not None and field != "detail":
            found.setdefault(field, column)
    return found


def details(headings: Sequence[str]) -> list[int]:
    """Columns that break rows down further: without them two rows of one day would look the same."""
    return [column for column, one in enumerate(headings) if _FIELD_OF.get(folded(_UNIT.sub("", one))) == "detail"]


def is_heading_row(cells: Sequence[str]) -> bool:
    """A row that names a cost and what it was for or when."""
    known = fields(cells)
    return "cost" in known and ("day" in known or "campaign" in known)


def currency_in(heading: str) -> str:
    """The currency a heading names: "Amount spent (PLN)"; "" where it does not."""
    unit = _UNIT.search(heading)
    word = unit[1].strip() if unit else ""
    known = _SIGNS.get(word.lower(), word.upper())
    return known if re.fullmatch(r"[A-Z]{3}", known) else ""


def source_of(headings: Sequence[str]) -> Source:
    """Which seller's export this is, by headings only it writes."""
    there = {folded(_UNIT.sub("", one)) for one in headings}
    cost = next((one for one in there if _FIELD_OF.get(one) == "cost"), "")
    if there & {"reportingstarts", "poczatekraportowania", "berichtsbeginn", "adsetname", "nazwazestawureklam"}:
        return "meta-ads"
    if cost in ("amountspent", "wydanakwota", "kwotawydana", "ausgegebenerbetrag", "importegastado", "montantdepense"):
        return "meta-ads"
    if there & {"clicksdestination", "ctrdestination", "cpcdestination", "byday", "stattimeday"}:
        return "tiktok-ads"
    if there & {"currencycode", "kodwaluty", "wahrungscode", "campaignstatus", "avgcpc", "srcpc"}:
        return "google-ads"
    return "table"


def is_total(cell: str) -> bool:
    """Whether a row that begins so is the file's own sum."""
    return _TOTAL.match(_plain(cell).strip(" -–—:")) is not None


def folded(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", _plain(heading))


def _plain(text: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(char for char in taken_apart if not unicodedata.combining(char))
