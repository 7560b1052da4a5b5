#!/usr/bin/env python3
"""Compiles one file and checks that it fails, or succeeds, as its first line says.

Usage: check.py COMPILER LAYERS_JSON FILE...      (the format: README.md, beside this)
"""

import json
import pathlib
import re
import subprocess
import sys


def header(file, line, key):
    text = file.read_text().splitlines()[line]
    match = re.fullmatch(rf"// {key}:(.*)", text)
    if not match:
        sys.exit(f"{file}:{line + 1}: expected '// {key}: ...'")
    return match.group(1).strip()


def include_roots(layers, names):
    """The include roots that linking `names` gives: their own and those of what they pass on."""
    libraries = {library["name"]: library for library in layers["libraries"]}
    roots, waiting, seen = [], list(names), set()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name not in libraries:
            sys.exit(f"there is no library {name}")
        roots += libraries[name]["include_roots"]
        waiting += [target.removeprefix("hdis::").removeprefix("hdis_")
                    for target in libraries[name]["public"]
                    if re.match(r"hdis(::|_)(?!external)", target)]
    return roots


def check(compiler, layers, file):
    expected = header(file, 0, "EXPECT")
    roots = include_roots(layers, header(file, 1, "LIBRARIES").split())
    run = subprocess.run([compiler, "-std=c++20", "-fsyntax-only", "-fdiagnostics-color=never",
                          "-D_GLIBCXX_ASSERTIONS", *(f"-I{root}" for root in roots), str(file)],
                         text=True, stderr=subprocess.PIPE)
    errors = [line for line in run.stderr.splitlines() if re.search(r"\berror:", line)]

    if expected == "compiles":
        if run.returncode != 0:
            sys.exit(f"{run.stderr}\n{file.name}: must compile, and does not")
        return
    if run.returncode == 0:
        sys.exit(f"{file.name}: must not compile, and does")
    # A missing header would stop the compiler before it comes to the point.
    astray = [line for line in errors if "fatal error" in line and not re.search(expected, line)]
    if astray or not any(re.search(expected, line) for line in errors):
        sys.exit(f"{run.stderr}\n{file.name}: refused, but not for the expected reason: {expected}")


def main():
    compiler, layers = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text())
    for name in sys.argv[3:]:
        check(compiler, layers, pathlib.Path(name))


main()
