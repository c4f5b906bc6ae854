"""Discord's rules that its specification does not state, written by hand.

Each check takes a request's JSON and answers with the violations it found; none knows the world.
"""
