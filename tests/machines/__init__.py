"""Several machines, for real: two web servers, two workers, PostgreSQL, Redis, S3-like storage, nginx before them.

Run by `pytest -n 0 -m machines`, never by a plain `pytest`. What is missing on this machine fails the tests.
"""
