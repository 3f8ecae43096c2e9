"""Where people live: the twelve districts and their neighbours, real postcodes, streets that do not exist."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openmash.demo.rules.chance import Chance, Weighted

LOCALITY_OF = {
    "Lancaster": "North",
    "Wyre": "North",
    "Fylde": "North",
    "Preston": "Central",
    "Chorley": "Central",
    "South Ribble": "Central",
    "West Lancashire": "Central",
    "Burnley": "East",
    "Hyndburn": "East",
    "Pendle": "East",
    "Ribble Valley": "East",
    "Rossendale": "East",
}
LOCALITIES = ("North", "Central", "East")
NEIGHBOURS = ("Blackpool", "Blackburn with Darwen")

PEOPLE_OF_DISTRICT = {
    # Census 2021, usual residents in thousands.
    "Burnley": 95,
    "Chorley": 118,
    "Fylde": 81,
    "Hyndburn": 82,
    "Lancaster": 143,
    "Pendle": 96,
    "Preston": 148,
    "Ribble Valley": 62,
    "Rossendale": 71,
    "South Ribble": 111,
    "West Lancashire": 117,
    "Wyre": 112,
}
DISTRICTS: Weighted[str] = Weighted(PEOPLE_OF_DISTRICT)

DISTRICT_OF_CODE = {
    "E06000008": "Blackburn with Darwen",
    "E06000009": "Blackpool",
    "E07000117": "Burnley",
    "E07000118": "Chorley",
    "E07000119": "Fylde",
    "E07000120": "Hyndburn",
    "E07000121": "Lancaster",
    "E07000122": "Pendle",
    "E07000123": "Preston",
    "E07000124": "Ribble Valley",
    "E07000125": "Rossendale",
    "E07000126": "South Ribble",
    "E07000127": "West Lancashire",
    "E07000128": "Wyre",
}
"""The Office for National Statistics' code of each district."""

TOWN_OF_OUTWARD_CODE = {
    **dict.fromkeys(("BB1", "BB2"), "Blackburn"),
    **dict.fromkeys(("BB10", "BB11", "BB12"), "Burnley"),
    **dict.fromkeys(("FY1", "FY2", "FY3", "FY4"), "Blackpool"),
    **dict.fromkeys(("L39", "L40"), "Ormskirk"),
    **dict.fromkeys(("LA1", "LA2"), "Lancaster"),
    **dict.fromkeys(("LA3", "LA4"), "Morecambe"),
    **dict.fromkeys(("LA5", "LA6"), "Carnforth"),
    **dict.fromkeys(("PR1", "PR2", "PR3", "PR4", "PR5"), "Preston"),
    **dict.fromkeys(("PR6", "PR7"), "Chorley"),
    **dict.fromkeys(("PR25", "PR26"), "Leyland"),
    "BB3": "Darwen",
    "BB4": "Rossendale",
    "BB5": "Accrington",
    "BB7": "Clitheroe",
    "BB8": "Colne",
    "BB9": "Nelson",
    "BB18": "Barnoldswick",
    "FY5": "Thornton-Cleveleys",
    "FY6": "Poulton-le-Fylde",
    "FY7": "Fleetwood",
    "FY8": "Lytham St Annes",
    "OL13": "Bacup",
    "WN8": "Skelmersdale",
}

STREET_STEMS = [
    "Alderclough",
    "Ashenfold",
    "Bellhurst",
    "Birkenshaw",
    "Bracklow",
    "Brambleholme",
    "Brindlefold",
    "Cloughbottom",
    "Coldthwaite",
    "Copperfold",
    "Cowslack",
    "Cragbrook",
    "Dandelion",
    "Dovewell",
    "Dyehouse",
    "Elmsclough",
    "Fairbeck",
    "Fellgarth",
    "Fernholme",
    "Fulling",
    "Gingham",
    "Goosefold",
    "Gorsewell",
    "Greybeck",
    "Harebeck",
    "Hawkswood",
    "Hazelthwaite",
    "Heatherfold",
    "Higherbeck",
    "Hollinbrook",
    "Jennet",
    "Kettlebeck",
    "Kingcup",
    "Larkholme",
    "Lapwing",
    "Linnetfold",
    "Longhurst",
    "Loomshed",
    "Lowerclough",
    "Marlfold",
    "Millrace",
    "Mossbeck",
    "Muslin",
    "Nettlefold",
    "Nightjar",
    "Oatclough",
    "Otterbrook",
    "Oxhey",
    "Packhorse",
    "Peatfold",
    "Pepperthwaite",
    "Plovercroft",
    "Quernmill",
    "Ravensholme",
    "Reedmace",
    "Rushbeck",
    "Saltcotes",
    "Sandpiper",
    "Shuttle",
    "Skylark",
    "Slatefold",
    "Spindlewood",
    "Spinner",
    "Starbeck",
    "Sundew",
    "Swallowfield",
    "Tansy",
    "Tenterfield",
    "Thistlebrook",
    "Thornclough",
    "Treadle",
    "Turfcote",
    "Twill",
    "Wagtail",
    "Warpfield",
    "Weavers",
    "Weftbank",
    "Wharfedge",
    "Whinberry",
    "Willowgarth",
    "Winterbeck",
    "Woolpack",
    "Yarrowfold",
]
STREET_KINDS = [
    "Street",
    "Street",
    "Street",
    "Street",
    "Road",
    "Road",
    "Avenue",
    "Avenue",
    "Close",
    "Close",
    "Drive",
    "Grove",
    "Terrace",
    "Lane",
    "Crescent",
    "Court",
    "Row",
    "Mews",
    "Way",
    "Fold",
]

Postcodes = Mapping[str, Sequence[str]]
"""Postcodes to draw from, by the name of the district."""

NO_FIXED_ADDRESS = "No fixed address"


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives: an invented house in an invented street, with a real postcode of a district."""

    lines: str
    postcode: str
    district: str

    @property
    def locality(self) -> str:
        """Return North, Central or East; empty for a neighbour's district or no address."""
        return LOCALITY_OF.get(self.district, "")

    @property
    def is_known(self) -> bool:
        return bool(self.postcode)


UNKNOWN_ADDRESS = Address("", "", "")


def make_address(chance: Chance, district: str, postcodes: Postcodes) -> Address:
    """Return a house in a district. Raises KeyError when there are no postcodes of it."""
    postcode = chance.pick(postcodes[district])
    return Address(f"{make_house(chance)}, {town_of(postcode, district)}", postcode, district)


def make_house(chance: Chance) -> str:
    street = f"{chance.pick(STREET_STEMS)} {chance.pick(STREET_KINDS)}"
    number = chance.between(1, 148)
    kind = chance.random()
    if kind < 0.06:
        return f"Flat {chance.between(1, 14)}, {number} {street}"
    if kind < 0.09:
        return f"{number}{'a' if kind < 0.08 else 'b'} {street}"
    return f"{number} {street}"


def town_of(postcode: str, district: str) -> str:
    """Return the post town a postcode is written with, or the district where that is not settled by the first half."""
    return TOWN_OF_OUTWARD_CODE.get(postcode.split(maxsplit=1)[0], district)
