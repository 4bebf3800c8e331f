"""Esperanto signs. Stems match the beginning of a word, phrases anywhere in the text; both are compared folded."""

COMPLAINT = (
    "plend", "reklamaci", "seniluzi", "seniluziiĝ", "rompit", "rompiĝ", "difekt", "ŝim", "malfreŝ",
    "malĝentil", "fuŝ",
    "trompit", "fraŭd", "terur", "neakceptebl", "repag", "mensog",
)  # fmt: skip
COMPLAINT_PHRASES = (
    "ankoraŭ atendas", "ne alvenis", "ne venis", "kie estas mia", "ne funkcias", "neniu respondas", "neniu respondis",
    "neniam plu", "monon reen", "malĝusta grandeco", "malĝusta mendo",
)  # fmt: skip
COURTESY = ("dankon", "dankegon", "dankas", "bone", "bonege", "ĝis", "perfekte", "super", "koran")
FILLER = ("mi", "al", "vi", "pro", "la", "helpo", "respondo", "kaj", "do", "tre", "multan", "bonan", "tagon",
          "vesperon",
          "revido", "jam", "ĉio")  # fmt: skip
