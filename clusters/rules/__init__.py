"""Rules as data: a small typed language, its pure evaluation, named facts, and rule sets with versions.

`language` and `evaluation` know nothing of Django; rooms that judge clusters, applicants or measures stand above.
"""
