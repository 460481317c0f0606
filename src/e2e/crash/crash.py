#!/usr/bin/env python3
"""The crash test: kill -9 of a worker, the orchestrator or both, at random moments of a real small MNIST sweep.

Afterwards every run has succeeded, none was finished twice, and weights, predictions, measurements and the report without its
accounting, cost and environment equal those of the same sweep undisturbed. No committed row of the database was ever lost.
"""

import argparse
import csv
import hashlib
import io
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
SWEEP = os.environ.get("SDDE_SWEEP", str(ROOT / "bin" / "sweep"))
MOMENTS = ["mid-epoch", "checkpoint", "rename", "commit", "report"]
WORKERS_OWN = {"mid-epoch", "checkpoint"}
PASSING = re.compile(r"accounting|cost|environment", re.I)  # sections and files of the report that may differ
PASSING_TABLE = re.compile(r"data/(accounting|cost|environment)")
ROWS = "select * from measurement order by run_id, eval_set, aggregator, temperature, metric"
RUNS = "select run_id, state, weights_sha256, logits_sha256, chosen_epoch from run order by run_id"


def fail(text):
    print("failed:", text)
    sys.exit(1)


def sweep(*args, check=True, **more):
    done = subprocess.run([SWEEP, *args], stdin=subprocess.DEVNULL, capture_output=True, text=True, **more)
    if check and done.returncode != 0:
        fail(f"sweep {' '.join(args)} ended with exit code {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def rows(home, sql):
    return sweep("sql", "--home", str(home), "--csv", sql)


def alive(pid):
    try:
        os.kill(pid, 0)
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    for _ in range(500):
        if not alive(pid):
            return
        time.sleep(0.01)
    fail(f"process {pid} survived SIGKILL")


def events(file):
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError:
            pass


def without_passing_rows(text):
    """Without the rows of the list of tables that name a table of those sections."""
    return "\n".join(line for line in text.split("\n") if not PASSING_TABLE.search(line))


class Home:
    """What a sweep leaves in its home, read without the program."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def runs(self):
        return sorted(self.folder.glob("runs/" + "[0-9a-f]" * 16))

    def training(self):
        """(pid, attempt folder) of every worker that is inside an epoch now."""
        for run in self.runs():
            attempts = sorted(run.glob("attempts/*"), key=lambda path: int(path.name))
            if not attempts or (attempts[-1] / "result.json").exists():
                continue
            phase, epochs, wanted = None, set(), 1
            for event in events(attempts[-1] / "events.jsonl"):
                if event["type"] == "phase":
                    phase = event["data"]["phase"]
            for event in events(run / "events.jsonl"):
                if event["type"] == "epoch":
                    epochs.add(event["data"]["epoch"])
            try:
                wanted = json.loads((attempts[-1] / "job.json").read_text())["spec"]["train"]["epochs"]
                pid = json.loads((attempts[-1] / "lease.json").read_text())["pid"]
            except (FileNotFoundError, ValueError):
                continue
            if phase == "training" and len(epochs) < wanted and alive(pid):
                yield pid, attempts[-1]

    def workers(self):
        for lease in self.folder.glob("runs/*/attempts/*/lease.json"):
            try:
                pid = json.loads(lease.read_text())["pid"]
            except (FileNotFoundError, ValueError):
                continue
            if alive(pid) and not (lease.parent / "result.json").exists():
                yield pid

    def hashes(self):
        found = {}
        for run in self.runs():
            for file in [run / "weights.safetensors", *sorted(run.glob("predictions/**/*.npz"))]:
                found[str(file.relative_to(self.folder))] = hashlib.sha256(file.read_bytes()).hexdigest()
        return found

    def report(self, name):
        """Text by part, without the parts that tell how the sweep was carried out."""
        folder = self.folder / "reports" / name
        parts = {}
        for number, part in enumerate(re.split(r"(?m)^(?=## )", (folder / "report.md").read_text(encoding="utf-8"))):
            title = part.splitlines()[0] if part else str(number)
            if not PASSING.search(title):
                parts[title] = without_passing_rows(part)
        for file in sorted([*folder.glob("data/*.csv"), *folder.glob("tables/*.tex"), *folder.glob("figures/*")]):
            if not PASSING.search(file.name) and file.name != "all.tex":
                text = file.read_bytes()  # figures are there as PDF too
                parts[str(file.relative_to(folder))] = without_passing_rows(text.decode()) if file.stem == "table-sources" else text
        return parts

    def as_it_ended(self, folder, name):
        """A copy whose report knows the sweep alone: what `sweep verify` found out later is no part of it."""
        copy = Home(folder)
        shutil.copytree(self.folder / "runs", copy.folder / "runs", ignore=shutil.ignore_patterns("verifications.jsonl", ".lock*"))
        shutil.copy(self.folder / "results.db.mv.db", copy.folder)
        sweep("report", name, "--home", str(copy.folder))
        return copy

    def twice(self):
        """Runs that more than one attempt finished."""
        for run in self.runs():
            done = [path.parent.name for path in run.glob("attempts/*/result.json")]
            if len(done) != 1:
                yield run.name, done


class Test:
    def __init__(self, options, work):
        self.random = random.Random(options.seed)
        self.options = options
        self.work = work
        self.file = pathlib.Path(options.file)
        self.home = Home(work / "crashed")
        self.marks = work / "marks"
        self.marks.mkdir()
        self.log = work / "log"
        least = min(5, max(1, options.kills // len(MOMENTS)))
        self.left = {moment: least for moment in MOMENTS}
        for _ in range(options.kills - least * len(MOMENTS)):
            self.left[self.random.choice(MOMENTS)] += 1
        self.hits = dict.fromkeys(MOMENTS, 0)
        self.victims = {"worker": 0, "orchestrator": 0, "both": 0}
        self.committed = set()
        self.orchestrator = None
        self.calm = 0.0  # until then no worker is killed, so that kills fall on early and late moments alike

    def start(self):
        for mark in self.marks.iterdir():
            mark.unlink()
        environment = dict(os.environ)
        environment["SDDE_JAVA_OPTIONS"] = f"-Dsdde.pause.folder={self.marks} -Dsdde.checkpoint.seconds=1"
        with open(self.log, "a", encoding="utf-8") as log:
            self.orchestrator = subprocess.Popen(
                [SWEEP, "run", str(self.file), "--home", str(self.home.folder), "--retries", "100", "--slots", "2"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, env=environment)

    def run(self):
        end = time.monotonic() + self.options.limit
        self.start()
        while any(self.left.values()):
            if time.monotonic() > end:
                self.stop()
                fail(f"did not come to {self.options.kills} kills within {self.options.limit} s: {self.hits}; {self.tail()}")
            code = self.orchestrator.poll()
            if code is not None:
                if code != 0:
                    fail(f"the sweep ended with exit code {code}: {self.tail()}")
                unmet = {moment: count for moment, count in self.left.items() if count and moment != "report"}
                if unmet:
                    fail(f"the sweep ended before these kills: {unmet}; give it more runs")
                self.start()
            self.look()
            time.sleep(0.005)
        if self.orchestrator.wait(timeout=self.options.limit) != 0:  # undisturbed from here
            fail(f"the sweep ended with exit code {self.orchestrator.returncode}: {self.tail()}")

    def look(self):
        for mark in sorted(self.marks.iterdir()):
            moment, pid = mark.name.split(".")
            if self.left.get(moment) and self.wants(moment):
                self.strike(moment, int(pid), mark)
                return
        if self.left["mid-epoch"] and time.monotonic() > self.calm and self.random.random() < 0.02:
            training = list(self.home.training())
            if training:
                pid, _ = self.random.choice(training)
                if not (self.marks / f"checkpoint.{pid}").exists():
                    self.strike("mid-epoch", pid, None)

    def wants(self, moment):
        """Chance, but of the moments that come once a run none is let go."""
        return moment not in WORKERS_OWN or (time.monotonic() > self.calm and self.random.random() < 0.3)

    def strike(self, moment, pid, mark):
        self.calm = time.monotonic() + self.random.uniform(0, 6)
        orchestrator = self.orchestrator.pid  # bin/sweep replaces itself by Java
        both = self.random.random() < 0.3
        if moment in WORKERS_OWN:
            kill(pid)
            if both:
                kill(orchestrator)
            victim = "both" if both else "worker"
        else:
            kill(orchestrator)
            if both:
                for worker in list(self.home.workers()):
                    kill(worker)
            victim = "both" if both else "orchestrator"
        missed = mark is not None and not mark.exists()  # it went on before the signal came: counts for no moment
        if not missed:
            self.left[moment] -= 1
            self.hits[moment] += 1
            self.victims[victim] += 1
        if mark is not None and mark.exists():
            mark.unlink()
        print(f"kill {sum(self.hits.values())}: {victim} at {moment}{' (missed)' if missed else ''}", flush=True)
        if victim != "worker":
            self.orchestrator.wait()
            self.check_rows()
            self.start()

    def check_rows(self):
        """What was committed once is there for ever."""
        if not (self.home.folder / "results.db.mv.db").exists():
            return
        now = {tuple(row) for row in csv.reader(io.StringIO(rows(self.home.folder, ROWS)))}
        lost = self.committed - now
        if lost:
            fail(f"{len(lost)} committed rows were lost, such as {sorted(lost)[0]}")
        self.committed = now

    def stop(self):
        if self.orchestrator.poll() is None:
            kill(self.orchestrator.pid)

    def tail(self):
        return self.log.read_text(encoding="utf-8", errors="replace")[-1500:]

    def compare(self, base):
        crashed = self.home
        name = re.search(r"(?m)^sweep: *(\S+)", self.file.read_text(encoding="utf-8")).group(1)
        if rows(base.folder, RUNS) != rows(crashed.folder, RUNS):
            fail("runs differ:\n" + rows(base.folder, RUNS) + rows(crashed.folder, RUNS))
        if rows(base.folder, ROWS) != rows(crashed.folder, ROWS):
            fail("measurements differ")
        if base.hashes() != crashed.hashes():
            fail(f"weights or predictions differ: {set(base.hashes().items()) ^ set(crashed.hashes().items())}")
        undisturbed = base.as_it_ended(self.work / "undisturbed", name) if self.options.base else base
        mine, others = crashed.report(name), undisturbed.report(name)
        if mine != others:
            fail(f"the report differs in {sorted(part for part in mine.keys() | others.keys() if mine.get(part) != others.get(part))}")
        twice = list(crashed.twice())
        if twice:
            fail(f"runs that were finished more than once, or never: {twice}")
        proof = subprocess.run([sys.executable, str(pathlib.Path(__file__).with_name("leases.py")), str(crashed.folder)],
                               capture_output=True, text=True, check=False)
        print(proof.stdout.strip())
        if proof.returncode != 0:
            fail("leases overlap")


def main():
    parser = argparse.ArgumentParser(prog="crash-test", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--file", help="a sweep file (default: a small one made here)")
    parser.add_argument("--base", help="home of the same sweep, undisturbed (default: it is run first)")
    parser.add_argument("--limit", type=int, default=7200, help="seconds (default: 7200)")
    options = parser.parse_args()
    if options.kills < len(MOMENTS):
        parser.error(f"--kills must be at least {len(MOMENTS)}, one for each moment; got {options.kills}")
    with tempfile.TemporaryDirectory(prefix="sdde-crash-") as folder:
        work = pathlib.Path(folder)
        if options.file is None:
            options.file = str(work / "crash.yaml")
            pathlib.Path(options.file).write_text(
                "sweep: crash\ngrid:\n  dataset: mnist\n  ensemble_size: 2\n  seed: [1, 2]\n"
                "  method: [de, {name: sdde, lambda: [0, 0.1]}]\nset: {train.epochs: 1, train.augmentation: none}\n",
                encoding="utf-8")
        base = Home(options.base or work / "base")
        if options.base is None:
            sweep("run", options.file, "--home", str(base.folder))
        test = Test(options, work)
        began = time.monotonic()
        try:
            test.run()
        finally:
            test.stop()
        test.compare(base)
        for moment in MOMENTS:
            print(f"  {moment:<11}{test.hits[moment]:>4}  {'#' * test.hits[moment]}")
        print("  " + ", ".join(f"{victim} {count}" for victim, count in test.victims.items()))
        print(f"{sum(test.hits.values())} kills in {time.monotonic() - began:.0f} s: every result is there once and equal")


if __name__ == "__main__":
    main()
