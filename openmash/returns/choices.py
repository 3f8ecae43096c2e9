"""The vocabulary of returns: which there are, and where the writing of one stands."""

from enum import StrEnum


class Kind(StrEnum):
    """A return that is written here."""

    CIN = "cin"
    ANNEX_A = "annex_a"
    SSD = "ssd"


KIND_WORDS: dict[str, str] = {
    Kind.CIN: "Children in need census",
    Kind.ANNEX_A: "Annex A",
    Kind.SSD: "Standard safeguarding dataset",
}
KIND_IN_LINE: dict[str, str] = {
    Kind.CIN: "children in need census",
    Kind.ANNEX_A: "Annex A",
    Kind.SSD: "standard safeguarding dataset",
}
KIND_HINTS: dict[str, str] = {
    Kind.CIN: "One XML file for the Department for Education: a census year, or a part of one.",
    Kind.ANNEX_A: "One workbook with the eleven lists that Ofsted asks for before an inspection: usually the last six months.",
    Kind.SSD: "One zip file with a CSV for each of its tables, for the council’s own use.",
}
NO_TEAM = "No team recorded"
