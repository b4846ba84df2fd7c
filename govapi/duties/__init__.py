"""期限のある仕事 (duties): a dated obligation on a record, opened in time, reminded of, and settled by what was done.

Serves policy sections 6(7), 6(8) and 6(9): what must be confirmed again is confirmed again, and nobody has to remember it.
One table drives the board, the reminders, the calendar feed and the jobs.
"""
