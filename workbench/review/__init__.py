"""How several people come to one verdict: passes, assignment, agreement, adjudication.

Pure functions over domain objects; no store, no clock (times are given). `agreement` and `report`
import numpy, so import those late; the other modules import nothing heavy.
"""
