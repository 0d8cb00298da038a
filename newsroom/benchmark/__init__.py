"""How fast the site is, beside a bare WSGI function that returns the same bytes under the same server.

servers   a web server in processes of its own
bare      the function the site is compared with
load      what asks, in a process of its own
targets   which addresses are asked for
"""
