"""In which states a use has a manager. Which designations stand beside each other: `people.rules`."""

RUNNING = frozenset({"permitted", "suspended"})
KEPT = RUNNING | {"ending"}  # until the information is removed somebody answers for the use
OPEN_TO_NAMING = KEPT | {"draft", "in_approval"}
