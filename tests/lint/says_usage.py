#!/usr/bin/env python3
"""Passes only if a script, asked for --help, says at once how it is called, and does nothing:  says_usage.py SCRIPT

It is run where no tool is to be found, so that it could not build or install anything.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

script = pathlib.Path(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    tools = pathlib.Path(folder)
    for name in ("bash", "env", "dirname", "basename", "awk", "python3"):
        found = next(p for p in (pathlib.Path(f) / name for f in os.environ["PATH"].split(":")) if p.exists())
        (tools / name).symlink_to(found)
    run = subprocess.run([script, "--help"], text=True, capture_output=True, check=False, timeout=60,
                         env={"PATH": folder})
print(run.stdout + run.stderr, end="")
if run.returncode != 0:
    sys.exit(f"says_usage: exit code {run.returncode}")
if script.name not in run.stdout:
    sys.exit("says_usage: it does not say how it is called")
