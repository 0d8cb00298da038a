"""Finished pages in front of Django: one row read, and the answer is sent.

    purges   which pages the verbs dropped, as each database tells it
    walindex whether SQLite's database changed at all, without a question to it
    store    the pages of this machine, in a file of their own
    finished one page in all the forms in which readers may have it
    front    the WSGI wrapper: what may be kept, one render for all who ask, what happens when the store fails

What a page shows, and what a verb purges, is said in newsroom/pages.py.
"""
