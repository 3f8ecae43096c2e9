"""Files that people send: looked at by their content, made harmless, kept by what they hold, and given back to take away.

    upload -> `uploading` counts it as it comes in, and lets nothing through that is larger than the page takes
           -> `taking`    has it looked at and made anew by a child process with little memory and little time (`cleaning`)
           -> `keeping`   writes it under its own hash before the transaction ends; a job sweeps away what nobody refers to
           -> `giving`    answers with it, to be taken away and never run

A room keeps its own row about a file (whose it is, what it is called) with a link to `base.StoredFile`.
"""

from openmash.base.files.giving import download
from openmash.base.files.keeping import store
from openmash.base.files.taking import LARGEST, MOST, TAKEN, Refused, Taken, take_in
from openmash.base.files.words import in_words

__all__ = ["LARGEST", "MOST", "TAKEN", "Refused", "Taken", "download", "in_words", "store", "take_in"]
