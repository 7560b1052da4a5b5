#!/usr/bin/env python3
"""Measures ingest and questions at the size of a nation, on synthetic records.

Usage: size.py BUILD_FOLDER [--people N[,N...]] [--years 1718] [--datasets apc,ae,op,cc] [--rounds 3] [--folder DIR]

For each number of people, in DIR/N: makes their records as CSV files once and keeps them; takes them into a new store, and
beside each file has DuckDB copy the same file to Parquet, unchecked; then asks the acceptance questions through the whole
path and by hand (whole_path --store). England has 55,600,000 people, of whom a tenth have 1.8 million episodes a year.
Compare ratios within one run, not times between runs.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time


class Run:
    """A command that has ended: seconds by the clock and of processors, and the most memory it had."""

    def __init__(self, command):
        began = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)
        self.output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = time.monotonic() - began
        self.processor_seconds = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1000
        if process.returncode:
            sys.exit(f"size: exit code {process.returncode}: {' '.join(map(str, command))}\n{self.output}")


def bytes_below(folder):
    return sum(file.stat().st_size for file in folder.rglob("*.parquet"))


def make_records(hdis, folder, people, years):
    """The folder with CSV files of so many people, made unless it is there."""
    made = folder / "csv"
    if not (made / "truth.json").exists():
        shutil.rmtree(made, ignore_errors=True)
        run = Run([hdis, "synth", "--people", people, "--years", ",".join(years), "--seed", 7, "--out", made])
        size = sum(file.stat().st_size for file in made.glob("*.csv"))
        print(f"Made {size / 1e9:.2f} GB of CSV in {run.seconds:.0f} s with {run.megabytes:.0f} MB of memory.")
    return made


def new_store(hdis, folder):
    store = folder / "store"
    shutil.rmtree(folder / "keys", ignore_errors=True)
    shutil.rmtree(store, ignore_errors=True)
    Run([hdis, "init", store, "--keys", folder / "keys", "--custodian", "X26", "--custodian-name", "Bench",
         "--administrator", "custodian", "--demo"])
    return store


def take_in(hdis, copy, made, store, dataset, year):
    """One line of the table of ingest."""
    file = made / f"{dataset}_{year}.csv"
    other = made.parent / "copy.parquet"
    bare = Run([copy, file, other])
    run = Run([hdis, "ingest", file, "--dataset", dataset, "--year", year, "--derive-later", "--as", "custodian",
               "--store", store, "--json"])
    rows = json.loads(run.output)["rows_accepted"]
    kept = bytes_below(store / "data" / dataset / year)
    print(f"{dataset:<4} {year} {rows:>11,} {file.stat().st_size / rows:>8.0f} {kept / rows:>8.1f} "
          f"{other.stat().st_size / rows:>8.1f} {run.seconds:>8.1f} {bare.seconds:>8.1f} {run.seconds / bare.seconds:>6.2f} "
          f"{run.processor_seconds / bare.processor_seconds:>9.2f} "
          f"{60 * rows / run.seconds / 1e6:>8.2f} {run.megabytes:>7.0f} {bare.megabytes:>7.0f}", flush=True)
    other.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--people", default="300000,3000000")
    parser.add_argument("--years", default="1718")
    parser.add_argument("--datasets", default="apc,ae,op,cc")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path("build/bench/size"))
    options = parser.parse_args()
    hdis, copy = options.build / "bin/hdis", options.build / "tests/bench/csv_copy"
    years = options.years.split(",")
    for people in map(int, options.people.split(",")):
        folder = options.folder / str(people)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"\n{people:,} people\n")
        made = make_records(hdis, folder, people, years)
        store = new_store(hdis, folder)
        print("                      bytes of a row in                ingest     copy  ratio  ratio of  million   MB of   MB of\n"
              "                 rows      CSV    store     copy        s        s         processors rows/min  ingest    copy")
        for dataset in options.datasets.split(","):
            for year in years:
                take_in(hdis, copy, made, store, dataset, year)
        if "apc" in options.datasets:
            for derived in ("apc_spells", "apc_cips"):
                run = Run([hdis, "dataset", "derive", derived, "--as", "custodian", "--store", store])
                print(f"{derived}: {run.seconds:.1f} s, {run.megabytes:.0f} MB.")
        print(flush=True)
        only = ["--only", options.only] if options.only else []
        subprocess.run([options.build / "tests/bench/whole_path", "--store", store, "--repetitions", str(options.rounds), *only],
                       check=True)


if __name__ == "__main__":
    main()
