"""Short forms people are called by, and names as they are misheard."""

from openmash.demo.rules.chance import Chance

NICKNAMES = {
    "Abdullah": "Abs", "Abigail": "Abi", "Agnieszka": "Aga", "Alexander": "Alex", "Alexandra": "Lexi", "Aleksandra": "Ola",
    "Alfie": "Alf", "Amelia": "Millie", "Andrew": "Andy", "Andrzej": "Andy", "Anthony": "Tony", "Barbara": "Babs",
    "Benjamin": "Ben", "Bethany": "Beth", "Bronwen": "Bron", "Callum": "Cal", "Catherine": "Cath", "Charlotte": "Lottie",
    "Christopher": "Chris", "Constance": "Connie", "Daniel": "Danny", "David": "Dave", "Deborah": "Debs", "Dominic": "Dom",
    "Elizabeth": "Libby", "Ellie-Mae": "Ellie", "Eleanor": "Nell", "Emmanuel": "Manny", "Evelyn": "Evie",
    "Frederick": "Freddie", "Gabriela": "Gabi", "Georgina": "Georgie", "Gillian": "Gill", "Gwendolen": "Gwen",
    "Harriet": "Hattie", "Ibrahim": "Ibby", "Isabella": "Bella", "Jacqueline": "Jackie", "Jakub": "Kuba", "James": "Jamie",
    "Jennifer": "Jenny", "Jessica": "Jess", "Jonathan": "Jonny", "Joseph": "Joe", "Joshua": "Josh", "Judith": "Judy",
    "Katarzyna": "Kasia", "Katherine": "Kat", "Kenneth": "Ken", "Kimberley": "Kim", "Krzysztof": "Kris", "Leonard": "Len",
    "Lewis": "Lew", "Lillian": "Lily", "Lucas": "Luke", "Maisie-Jane": "Maisie", "Małgorzata": "Gosia", "Margaret": "Maggie",
    "Maryam": "Mimi", "Matthew": "Matty", "Michael": "Mick", "Mohammed": "Mo", "Muhammad": "Mo", "Natalie": "Nat",
    "Nathaniel": "Nate", "Nicholas": "Nick", "Nicola": "Nicky", "Oliver": "Ollie", "Oluwaseun": "Seun", "Oskar": "Oz",
    "Pamela": "Pam", "Patricia": "Pat", "Patrick": "Paddy", "Philip": "Phil", "Rebecca": "Becky", "Richard": "Rich",
    "Robert": "Bobby", "Ronald": "Ron", "Rosalind": "Ros", "Samantha": "Sam", "Samuel": "Sam", "Siobhán": "Shiv",
    "Stanisław": "Stan", "Stephanie": "Steph", "Stephen": "Steve", "Susan": "Sue", "Temitope": "Temi", "Theodore": "Teddy",
    "Thomas": "Tommy", "Timothy": "Tim", "Valerie": "Val", "Victoria": "Vicky", "William": "Billy", "Winifred": "Winnie",
    "Yusuf": "Yus", "Zachary": "Zac", "Zainab": "Zee",
}  # fmt: skip

HEARD_ANOTHER_WAY = (
    ("ph", "f"), ("ie", "y"), ("y", "ie"), ("ck", "k"), ("tt", "t"), ("ll", "l"), ("nn", "n"), ("ee", "ea"), ("ei", "ie"),
    ("c", "k"), ("k", "c"), ("ss", "s"), ("th", "t"), ("sz", "sh"), ("wi", "vi"), ("ai", "ay"), ("ow", "ou"), ("a", "e"),
)  # fmt: skip


def nickname_of(given: str) -> str:
    """Return the short form of a given name, or nothing where none is usual."""
    return NICKNAMES.get(given, "")


def misheard(name: str, chance: Chance) -> str:
    """Return the name as somebody might have typed it: heard another way, a letter doubled, lost or swapped."""
    if len(name) < 4:
        return name
    if chance.yes(0.5):
        ways = [(old, new) for old, new in HEARD_ANOTHER_WAY if old in name[1:]]
        if ways:
            old, new = chance.pick(ways)
            place = name.index(old, 1)
            return name[:place] + new + name[place + len(old) :]
    place = chance.between(1, len(name) - 2)
    if not (name[place].isalpha() and name[place + 1].isalpha()):
        return name
    slip = chance.random()
    if slip < 0.35:
        return name[:place] + name[place + 1 :]
    if slip < 0.65:
        return name[:place] + name[place] + name[place:]
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
