"""試用環境 (demo): an invented city with everything embedded, for trying govapi in one command.

Serves no sentence of the policy by itself: it shows how 6(8) is kept, on data that nobody owns.
"""
