"""従事者名簿 (rosters): the people who work for us at the contractor's, version by version as they change.

Serves policy section 6(8) and 6(4): who touches our information is known by name, and was trained.
"""
