"""The command that builds the rest of the demo area behind the server."""

from argparse import ArgumentParser

from openmash.base.commandline import Options, command


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--small", action="store_true", help="nothing more than the first contacts")
    parser.add_argument("--pack", default="lancashire", help="the practice pack to build with")


@command(
    "demo build",
    help="Build the rest of the demo area (started by demo).",
    arguments=_arguments,
    needs_data=False,
    needs_django=True,
)
def build(options: Options) -> None:
    from openmash.demo import services

    services.go_on_building(small=options.small)
