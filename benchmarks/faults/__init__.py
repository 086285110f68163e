"""Bad input and bad machines, against the system as it is served: ``python -m benchmarks.faults [GROUP ...] [--json]``.

Each case breaks something real (a full disk, a read-only folder, a cut-off archive, a bomb in a workbook), says what it sent and
what a person saw in English and in Khmer, and compares rows and files before and after. Groups: see ``__main__``.
"""
