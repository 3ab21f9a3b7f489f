"""What a fact-check is: plain frozen data, no input or output, no framework.

Offsets are Unicode code points, half open, everywhere. Ids are strings: those of articles are given
by people (file names), all others are 13 base32 digits (see `ids`). Times are UTC, ISO 8601 with
milliseconds and a `Z`.
"""
