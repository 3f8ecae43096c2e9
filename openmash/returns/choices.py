"""The vocabulary of returns: which there are, and where the writing of one stands."""

from enum import StrEnum


class Kind(StrEnum):
    """A return that is written here."""

    CIN = "cin"
    SSD = "ssd"


KIND_WORDS: dict[str, str] = {
    Kind.CIN: "Children in need census",
    Kind.SSD: "Standard safeguarding dataset",
}
KIND_HINTS: dict[str, str] = {
    Kind.CIN: "One XML file for the Department for Education: a census year, or a part of one.",
    Kind.SSD: "One zip file with a CSV for each of its tables, for the council’s own use.",
}
NO_TEAM = "No team recorded"
