"""Esperanto words of themes. One word matches the beginning of a word, several match anywhere; all compared folded."""

from vitrino.domain.reviews.themes.names import Theme

STEMS = {
    Theme.DELIVERY: ("liver", "sendaĵ", "pakaĵet", "kurier", "poŝte", "ĝustatemp", "malfrue alven", "frue alven",
                     "ekspedis"),
    Theme.PACKAGING: ("pakum", "enpak", "pakaĵo estis", "kartonskatol", "dispremit", "bone pakit", "skatolo"),
    Theme.PRICE: ("prezo", "multekost", "malmultekost", "kosta", "kostas", "tro kara", "malkara"),
    Theme.QUALITY: ("kvalit", "bone farit", "daŭriv", "difekt", "rompiĝ", "solida", "fuŝ"),
    Theme.STAFF: ("personar", "vendist", "servist", "afabl", "malafabl", "ĝentil", "malĝentil", "servado", "priservo",
                  "kelner"),
    Theme.COMMUNICATION: ("komunik", "kontakt", "ne respond", "respondis", "respondo", "informis", "telefon"),
    Theme.SIZE: ("grandec", "mezuro", "tro malgrand", "tro grand", "tro strikt", "ne taŭgas al mi", "tro mallong",
                 "tro long", "porcio"),
    Theme.FRESHNESS: ("freŝ", "malfreŝ", "ŝim", "eksdat", "velk", "putr", "ankoraŭ varm"),
    Theme.RETURNS: ("reklamaci", "resend", "repag", "interŝanĝ", "garanti", "redonis la monon", "remburs"),
    Theme.CHOICE: ("elekto", "elekteblo", "sortiment", "elĉerp", "divers", "oferto"),
    Theme.ORDERING: ("retej", "retbutik", "mendi estas", "mendado", "pagado", "aplikaĵ", "facile mendi"),
    Theme.PLACE: ("parkad", "parkej", "etos", "pura", "malpur", "vico", "ejo", "necesej", "malferma tempo", "dekoraci"),
}  # fmt: skip
STOP = """
al ankau ankoraŭ ankorau antau aŭ au ĉe ce ĉi ci ĉio cio ĉiuj ciuj ĉu cu da de dum ec eĉ ekde el en estas estis esti
ĝi gi ĝin gin havas havis ili ilia jam je jen jes ĝis gis ke kaj kial kiam kie kiel kio kion kiu kiuj kun la laŭ lau
li mi mia miaj min multe ne nek ni nia niaj nun nur ol oni per plej pli por post pri pro preter se sed sen si sia
sub super sur ŝi si tamen tial tiam tie tiel tio tion tiu tiuj tra tre tro tuj unu vi via butiko butikon mendis
rekomendas dankon
"""
