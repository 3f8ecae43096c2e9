"""The demo area is built through the product's own services, with the moment of the story as `now`."""

from openmash.demo.services.building import build_rest, build_small_area
from openmash.demo.services.cast import SETUP, create_accounts, sign_in_rows
from openmash.demo.services.packs import put_pack_in_force
from openmash.demo.services.stage import Tally

__all__ = [
    "SETUP",
    "Tally",
    "build_rest",
    "build_small_area",
    "create_accounts",
    "put_pack_in_force",
    "sign_in_rows",
]
