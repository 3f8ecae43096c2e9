"""Figures over many years at once: rows of the database as columns, in a file of their own, and measures as expressions.

`sources` names what is taken: internal keys, days, moments and codes, never a name, an address or words about anybody.
`reading` takes it over ADBC in the scope that counts everyone; `keeping` keeps it as one file for each extract under the data
folder, and takes only rows that changed since. `cohorts` and `expressions` say what each measure counts, in Ibis, so that the
same expression runs on DuckDB here and on Spark elsewhere. `counting` counts.
"""
