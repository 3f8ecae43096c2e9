"""Fills a bench database. Only ever called on a data folder that the bench made for itself."""

from openmash.bench.seeding.decade import fill_decade
from openmash.bench.seeding.filling import Seeded, fill

__all__ = ["Seeded", "fill", "fill_decade"]
