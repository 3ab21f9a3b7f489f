"""numpy, imported late and held to one thread.

The matrices here are small, and the comparison runs in a worker beside the interface: more threads
would cost more than they bring, and take the processor from the keys.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

__all__ = ["np"]
