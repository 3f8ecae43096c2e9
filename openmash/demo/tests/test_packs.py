"""The demonstration is built with the pack that is named, or says why it cannot be."""

import shutil
from pathlib import Path

import pytest

from openmash.agencies import queries as agencies
from openmash.agencies import services as agency_services
from openmash.agencies.packs import SHIPPED
from openmash.base import clock
from openmash.base.commandline import CannotDo, Options
from openmash.base.errors import RuleBroken
from openmash.demo import commands
from openmash.demo.models import Built
from openmash.demo.services import SETUP, put_pack_in_force

pytestmark = pytest.mark.django_db
RIVERTON = Path(agencies.__file__).parent / "tests" / "riverton"


@pytest.fixture(autouse=True)
def packs():
    agencies.forget_packs()
    agency_services.load_packs(actor=SETUP, now=clock.now())
    yield
    agencies.forget_packs()


def put(name):
    put_pack_in_force(actor=SETUP, name=name, now=clock.now())
    return agencies.pack_in_force().about.name


@pytest.fixture
def westshire(tmp_path):
    """Another authority's pack with the same places and teams, in a folder beside the one it extends."""
    shutil.copytree(SHIPPED, tmp_path / "packs")
    folder = tmp_path / "packs" / "lancashire"
    words = (folder / "pack.toml").read_text(encoding="utf-8")
    (folder / "pack.toml").write_text(words.replace('name = "lancashire"', 'name = "westshire"'), encoding="utf-8")
    return folder.rename(folder.with_name("westshire"))


def test_without_a_name_the_pack_in_force_is_kept():
    assert put(None) == put("lancashire") == "lancashire"


def test_a_pack_with_the_places_and_teams_of_the_story_is_put_in_force(westshire):
    assert put(str(westshire)) == "westshire"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("atlantis", "There is no pack “atlantis”", id="no-such-pack"),
        pytest.param("england", "has no front door of its own", id="what-holds-everywhere"),
        pytest.param(str(RIVERTON), "that the pack riverton does not have: locality North", id="other-places"),
    ],
)
def test_a_pack_that_can_make_no_area_is_refused_and_changes_nothing(name, words):
    with pytest.raises(RuleBroken, match=words):
        put(name)

    assert agencies.pack_in_force().about.name == "lancashire"


def test_a_pack_of_other_places_in_force_is_not_built_upon_by_default():
    agency_services.load_pack(actor=SETUP, directory=RIVERTON, now=clock.now())

    with pytest.raises(RuleBroken, match="riverton does not have"):
        put(None)
    with pytest.raises(RuleBroken, match="riverton was put in force after the pack lancashire"):
        put("lancashire")


def test_an_area_built_with_one_pack_is_not_gone_on_with_by_another(westshire):
    Built.objects.create(kind="story", key="now", reference="2026-11-01")

    with pytest.raises(RuleBroken, match="was built with the pack lancashire"):
        put(str(westshire))


def test_the_command_says_why_and_which_pack_was_named():
    with pytest.raises(CannotDo, match="no front door of its own") as refused:
        commands.build_demo(Options(pack="england", small=True, no_serve=True))

    assert refused.value.understood == {"pack": "england"}
