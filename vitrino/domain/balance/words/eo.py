"""Esperanto."""

from __future__ import annotations

from vitrino.domain.balance.kinds import Kind

ESPERANTO: dict[tuple[Kind, float], str] = {
    (Kind.SELLS, 0.85): (
        "rabat*|speciala oferto|specialan oferton|specialaj ofertoj|elvend*|senpaga sendado|senpagan sendadon|"
        "duonpreze|pli malmultekost*|kuponkod*"
    ),
    (Kind.SELLS, 0.8): (
        "mendu|aĉetu|aĉetebla*|mendebla*|rezervu|oni povas rezervi|rezerveblas|en nia vendejo|en nia retvendejo|"
        "en la retvendejo|el la retvendejo|el nia retvendejo|ree havebla*|denove havebla*|denove sur la breto|"
        "ree sur la breto|nova kolekto|novan kolekton|donackart*|ĝis la provizo"
    ),
    (Kind.SELLS, 0.55): (
        "oferto|oferton|lastaj pecoj|lasta ŝanco|limigita eldono|prezo|prezon|havebla*|nur dudek|donacskatol*"
    ),
    (Kind.ASKS, 0.75): (
        "kion vi|kiel vi|kiun vi|kiom vi|ĉu vi preferas|skribu|diru al ni|sciigu nin|via vico|viavice|voĉdonu|"
        "helpu nin|kiu volas|kiu ŝatus|en la komentoj|ni demandas"
    ),
    (Kind.ASKS, 0.9): "demandoj|kvizo|kvizon|divenu|vera aŭ malvera|enket*|opinisond*|enigmo*",
    (Kind.CUSTOMERS, 0.8): (
        "dankon al ĉiuj|dankon al vi|dankon al ĉiu|dankon pro via*|niaj klientoj|niajn klientojn|al niaj klientoj|"
        "klientino rakontis|kliento rakontis|vi demandis|se vi aĉetis|por tiuj, kiuj aĉetis|por ĉiuj, kiuj aĉetis|"
        "viaj fotoj|viajn fotojn|bildo de kliento"
    ),
    (Kind.CUSTOMERS, 0.55): "dankon|dankas|klient*|sinjorino|sinjoro|aĉetas ĉe ni",
    (Kind.CURATED, 0.8): (
        "foto de|bildo de|fonto:|aŭtoro:|kun permeso|gasta afiŝo|leginda|leginda artikolo|vizitinda|intervjuo kun|"
        "niaj partneroj|nia partnero|niaj amikoj de|rekomendas al"
    ),
    (Kind.CURATED, 0.55): "najbar*|apude|apuda|manĝobank*|festivalo|rekomend*",
    (Kind.TEACHES, 0.85): (
        "kiel fari|kiel konservi|kiel prizorgi|kiel elekti|konsilo|konsilo de|konsiletoj|konsiloj|ĉu vi scias, ke|"
        "paŝon post paŝo|recepto|recepton|la diferenco inter|kio estas la diferenco|oftaj eraroj|kvin aferoj|"
        "tri aferoj|gvidilo|utilas scii|mito"
    ),
    (Kind.TEACHES, 0.6): "truko*|kial|kuriozaĵo*|ŝerco|kuleret*|gradoj|por hejma*|rakonto pri|bone frostiĝas",
    (Kind.NEWS, 0.8): (
        "malantaŭ la kulisoj|malantaŭ la vendotablo|nia teamo|konatiĝu|nia lernanto|nia metilernanto|"
        "ni serĉas kunlaborant*|tago de malfermitaj pordoj|renkontu nin|ni estos ĉe|malfermaj horoj|morgaŭ fermita|"
        "nia historio|antaŭ jaro|jaroj antaŭe|en nia laborejo|nia forno|nia fermentaĵo|nokta deĵoro|ni translokiĝ*"
    ),
    (Kind.NEWS, 0.5): "nia|niaj|ĉe ni|hodiaŭ ni|ni bakis|ni faris|ni estas",
}
