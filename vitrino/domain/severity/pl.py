"""Polskie słowa o prasie i wycofaniu. Gwiazdka zastępuje dowolną końcówkę."""

PRESS = (
    "dziennikar*", "reporter*", "gazet*", "w telewizji", "telewizj*", "redakcj*", "w mediach", "do mediów",
    "media o tym", "interwencj*", "uwaga tvn", "tvn", "polsat", "w wiadomościach", "w radiu", "do prasy",
    "w prasie",
)  # fmt: skip
RECALL = (
    "wycofan* ze sprzedaży", "wycofuj* ze sprzedaży", "wycofanie partii", "wycofano parti*",
    "wycofanie produktu", "wycofać ze sprzedaży", "zakaz sprzedaży", "salmonell*", "listeri*", "skażon*",
    "zatruty produkt", "sanepid zamknął", "ostrzeżenie gis",
)  # fmt: skip
