"""Practice packs: policy as data. Read a folder of TOML, get one validated pack, or every error at once.

`read_pack(directory)` reads and checks; `Pack.model_dump_json()` and `Pack.model_validate_json()` keep a
version and bring it back; `Pack.content_hash` tells whether two are the same. Plain Python, no Django.
"""

from openmash.agencies.packs.checking import check_pack
from openmash.agencies.packs.overlaying import Layer, overlay
from openmash.agencies.packs.problems import PackError, PackErrors
from openmash.agencies.packs.reading import SHIPPED, iter_packs, name_and_version, offered, read_layer, read_pack
from openmash.agencies.packs.schema import NotInPack, Pack

__all__ = [
    "SHIPPED",
    "Layer",
    "NotInPack",
    "Pack",
    "PackError",
    "PackErrors",
    "check_pack",
    "iter_packs",
    "name_and_version",
    "offered",
    "overlay",
    "read_layer",
    "read_pack",
]
