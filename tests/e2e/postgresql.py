"""A PostgreSQL 15 server of the tests' own, on a socket in a temporary folder and reached by nothing else."""

import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile
import time

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")


class Server:
    """Started at once; close() ends it. PostgreSQL refuses to be run by root, so root runs it as nobody."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hdis-pg-"))
        self._as = []
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self._as = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
        data = str(self.folder / "data")
        subprocess.run([*self._as, PROGRAMS / "initdb", "--pgdata", data, "--username", "hdis", "--auth", "trust",
                        "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"], check=True, cwd=self.folder,
                       stdout=subprocess.DEVNULL)
        # Tests need no protection from power cuts.
        self._log = open(self.folder / "log", "w", encoding="utf-8")
        self._server = subprocess.Popen(
            ["setpriv", "--pdeathsig", "INT", *self._as[1:], PROGRAMS / "postgres", "-D", data, "-k", str(self.folder),
             "-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off"],
            cwd=self.folder, stdout=self._log, stderr=self._log)
        for _ in range(3000):
            pid = self.folder / "data" / "postmaster.pid"
            if pid.exists() and any(line.startswith("ready") for line in pid.read_text().splitlines()):
                break
            assert self._server.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.01)  # There is nothing to wait on: the server says in this file that it is ready.

    def close(self):
        self._server.send_signal(2)
        self._server.wait()
        self._log.close()
        shutil.rmtree(self.folder)

    def sql(self, statement, database="postgres"):
        done = subprocess.run([PROGRAMS / "psql", "-X", "-q", "-A", "-t", "-h", str(self.folder), "-U", "hdis", "-d", database,
                               "-v", "ON_ERROR_STOP=1", "-c", statement], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def database(self, name):
        """A new, empty database, in libpq's words."""
        self.sql(f"CREATE DATABASE {name}")
        return f"host={self.folder} dbname={name} user=hdis"
