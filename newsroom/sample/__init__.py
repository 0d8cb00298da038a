"""A sample archive: as many stories and comments as wanted, to see how a large newsroom behaves.

words      the vocabulary, in four languages
stories    which story stands at which place, drawn from a seed
records    the rows a story has once it was published by the verbs
threads    the comments below them
tables     many rows into the database at once
archive    the whole, batch by batch, with resumption
"""
