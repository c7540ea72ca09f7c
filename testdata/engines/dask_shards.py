"""Rolls up a file of assessments, one a line, on Dask workers.

    /usr/bin/python3 dask_shards.py LINES STATE SHARDS [SCHEDULER] -- fathom portfolio - --by region

The file is cut at ends of lines into SHARDS ranges of bytes. Each worker pipes its range through the command, which writes the state
of its roll-up, and the command's --merge makes one state of all. LINES must be readable on every worker. Without the address of a
SCHEDULER two workers of this machine do it.
"""

import os
import subprocess
import sys
import tempfile

from distributed import Client, LocalCluster

INVALID = 3  # records were refused; the state says how many


def ranges(path, shards):
    """Yields (from, to) in bytes; every range but the first begins behind an end of a line."""
    size, begin = os.path.getsize(path), 0
    with open(path, "rb") as lines:
        for k in range(1, shards + 1):
            lines.seek(max(begin, size * k // shards))
            lines.readline()
            end = size if k == shards else lines.tell()
            if end > begin:
                yield begin, end
            begin = end


def roll_up(command, path, begin, end):
    """Returns the state of the lines in a range."""
    program = subprocess.Popen(command + ["--keep-going", "-f", "rollup"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with open(path, "rb") as lines, program.stdin as pipe:
        lines.seek(begin)
        while begin < end and (piece := lines.read(min(1 << 20, end - begin))):
            pipe.write(piece)
            begin += len(piece)
    state = program.stdout.read()
    if program.wait() not in (0, INVALID):
        raise RuntimeError("%s: exit code %d" % (command[0], program.returncode))
    return state


def main(path, state, shards, scheduler, command):
    cluster = scheduler or LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with Client(cluster) as client, tempfile.TemporaryDirectory() as folder:
        parts = []
        for part in client.gather([client.submit(roll_up, command, path, *r) for r in ranges(path, shards)]):
            parts.append(os.path.join(folder, "%d.json" % len(parts)))
            with open(parts[-1], "wb") as f:
                f.write(part)
        subprocess.run([command[0], "portfolio", "--merge", "-q", "-f", "rollup=" + state] + parts, check=True)


if __name__ == "__main__":
    ours, command = sys.argv[1 : sys.argv.index("--")], sys.argv[sys.argv.index("--") + 1 :]
    main(ours[0], ours[1], int(ours[2]), ours[3] if len(ours) > 3 else None, command)
