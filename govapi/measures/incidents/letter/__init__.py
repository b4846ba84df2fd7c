"""事故報告書 (letter): the nine items the laws ask for, as 速報 with what is known, as 確報 with all of it.

Serves policy section 6(7): an incident is reported in writing.
"""
