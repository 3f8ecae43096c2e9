"""The codes that a file of the children in need census may hold: enumerations of its schema, any year from 2021 on.

From the schemas in Social Finance's liia-tools-pipeline (MIT) and the rules of Data to Insight's validator (MIT).
"""

import re

SEXES = frozenset({"M", "F", "U"})
# Until 2024 the census asked for a gender, by number.
GENDERS = {"1": "M", "2": "F", "0": "U", "9": "U"}
YES_NO = {"0": False, "1": True, "false": False, "true": True}
ETHNICITIES = frozenset(
    "WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH REFU NOBT".split()  # noqa: SIM905
)
DISABILITIES = frozenset("NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA".split())  # noqa: SIM905
UPN_UNKNOWN = frozenset({"UN1", "UN2", "UN3", "UN4", "UN5", "UN6", "UN7"})
SOURCES = frozenset("1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10".split())  # noqa: SIM905
NEEDS = frozenset({f"N{number}" for number in range(10)})
CLOSURES = frozenset({f"RC{number}" for number in range(1, 10)})
CATEGORIES = frozenset({"NEG", "PHY", "SAB", "EMO", "MUL"})
FACTORS = frozenset(
    (  # noqa: SIM905
        "1A 1B 1C 2A 2B 2C 3A 3B 3C 4A 4B 4C 5A 5B 5C 6A 6B 6C 7A 8B 8C 8D 8E 8F 9A 10A 11A 12A 13A 14A 15A 16A 17A "
        "18A 18B 18C 19A 19B 19C 20 21 22A 23A 24A"
    ).split()
)
NO_DISABILITY, NO_FACTOR, NO_ACTION_YET = "NONE", "21", "UN7"
CLOSED_AFTER_ASSESSMENT = frozenset({"RC8", "RC9"})
# Where nothing was recorded, the census has a word that says so: nothing is made up.
SOURCE_UNKNOWN, NEED_NOT_STATED, SEX_UNKNOWN, ETHNICITY_NOT_OBTAINED = "10", "N0", "U", "NOBT"

LONGEST_CHILD_ID = 20
CHILD_ID = re.compile(r"[A-Za-z0-9]{1,20}")
UPN = re.compile(r"[A-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")
UPN_SHAPE = re.compile(r"[A-Za-z][0-9]{11}([0-9]|[A-Za-z])")
CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
AUTHORITIES = frozenset(
    f"{number:03d}"
    for first, last in (
        (1, 5), (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384), (390, 394), (420, 420),
        (660, 681), (701, 708), (800, 803), (805, 808), (810, 813), (815, 816), (820, 823), (825, 826), (830, 831),
        (835, 841), (845, 846), (850, 852), (855, 857), (860, 861), (865, 896), (908, 909), (916, 916), (919, 919),
        (921, 921), (925, 926), (928, 929), (931, 931), (933, 933), (935, 938), (940, 941),
    )
    for number in range(first, last + 1)
)  # fmt: skip


def upn_passes(upn: str) -> bool:
    """Whether a pupil number has the form of one, an authority that exists, and its check letter.

    A temporary number ends with a letter; its check letter cannot be worked out here, as the validator does not either.
    """
    if not UPN.fullmatch(upn) or upn[1:4] not in AUTHORITIES:
        return False
    if not upn[1:].isdigit():
        return True
    total = sum(int(digit) * weight for weight, digit in enumerate(upn[1:], start=2))
    return CHECK_LETTERS[total % len(CHECK_LETTERS)] == upn[0]
