#!/usr/bin/env python3
"""Passes only if a command fails and says why:  must_fail.py REGEX COMMAND...

A check that cannot fail checks nothing; this is how each is seen to fail.
"""

import re
import subprocess
import sys

expected, command = sys.argv[1], sys.argv[2:]
run = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
print(run.stdout, end="")
if run.returncode == 0:
    sys.exit("must_fail: the command succeeded")
if not re.search(expected, run.stdout):
    sys.exit(f"must_fail: it failed, but did not say: {expected}")
