"""./run trail verify: walk the sealed chain and its anchors."""

from openmash.base.commandline import CannotDo, Options, Result, command


@command("trail verify", help="Walk the sealed record of what was done and seen, and say whether it was changed.")
def verify(options: Options) -> Result:
    from openmash.base.actors import Actor
    from openmash.base.transactions import request_transaction
    from openmash.trail import queries

    with request_transaction(Actor.machine("trail-verify")):
        found = queries.verify_trail()
    if not found["ok"]:
        raise CannotDo(f"The trail is not as it was sealed: {found['first_bad']} does not fit.", **found)
    return found
