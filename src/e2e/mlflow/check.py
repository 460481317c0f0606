"""Starts an MLflow server on loopback, sends a sweep twice, and compares the server's answers with the run folders."""

import json
import math
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

DEADLINE_SECONDS = 120


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def call(base, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base + "/api/2.0/mlflow/" + path, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def start(mlflow, folder, port):
    environment = dict(
        os.environ, MLFLOW_DISABLE_TELEMETRY="true", DO_NOT_TRACK="true", MLFLOW_SERVER_ENABLE_JOB_EXECUTION="false"
    )
    command = [mlflow, "server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--serve-artifacts"]
    command += ["--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--artifacts-destination", f"{folder}/artifacts"]
    log = open(f"{folder}/server.log", "w")
    return subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)


def wait(server, base, folder):
    end = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            return call(base, "experiments/search", {"max_results": 1})
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the server did not come up:\n" + pathlib.Path(folder, "server.log").read_text()[-2000:])


def mirror(base, home):
    command = ["java", "-cp", os.environ["SDDE_E2E_CLASSPATH"], "sdde.track.MirrorOnce", home]
    environment = dict(os.environ, MLFLOW_TRACKING_URI=base)
    before = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=DEADLINE_SECONDS)
    print(f"sent in {time.monotonic() - before:.1f} s: {done.stdout.strip()}")
    if done.returncode != 0:
        raise SystemExit(f"sending failed:\n{done.stdout}{done.stderr}")


def pairs(items):
    return {item["key"]: item["value"] for item in items}


def history(base, run, key):
    points, token = [], ""
    while True:
        page = call(base, f"metrics/get-history?run_id={run}&metric_key={key}&max_results=500&page_token={token}")
        points += [(m["step"], m["timestamp"], m["value"]) for m in page.get("metrics", [])]
        token = page.get("next_page_token", "")
        if not token:
            return sorted(points, key=str)


def everything(base, sweep):
    """All runs of the experiment: parents and children with params, tags, status and every metric point."""
    experiment = call(base, f"experiments/get-by-name?experiment_name={sweep}")["experiment"]["experiment_id"]
    runs = call(base, "runs/search", {"experiment_ids": [experiment], "run_view_type": "ALL", "max_results": 1000})
    found = {}
    for run in runs["runs"]:
        info, data = run["info"], run["data"]
        found[info["run_id"]] = {
            "name": info["run_name"],
            "status": info["status"],
            "start": info["start_time"],
            "end": info.get("end_time"),
            "params": pairs(data.get("params", [])),
            "tags": pairs(data.get("tags", [])),
            "points": {m["key"]: history(base, info["run_id"], m["key"].replace(" ", "%20")) for m in data.get("metrics", [])},
        }
    return found


def number(value):
    special = {"NaN": math.nan, "Infinity": sys.float_info.max, "-Infinity": -sys.float_info.max}
    return special[value] if isinstance(value, str) else float(value)


def expected_points(folder):
    """First event of a (metric, epoch), with its timestamp."""
    points = {}
    for line in (folder / "events.jsonl").read_text().splitlines():
        event = json.loads(line)
        if event["type"] == "epoch":
            for name, value in event["data"]["metrics"].items():
                points.setdefault((name, event["data"]["epoch"]), (event["time"], number(value)))
    return points


def same(a, b):
    return a == b or (math.isnan(a) and math.isnan(b)) or math.isclose(a, b, rel_tol=1e-12)


def compare(home, server):
    problems = []

    def check(right, what):
        if not right:
            problems.append(what)

    parents = {key: run for key, run in server.items() if run["tags"].get("sdde.kind") == "sweep"}
    children = {run["tags"]["sdde.run_id"]: run for run in server.values() if "sdde.run_id" in run["tags"]}
    folders = [folder for folder in (home / "runs").iterdir() if (folder / "run.json").exists()]
    check(len(parents) == 1, f"1 parent expected, got {len(parents)}")
    check(len(server) == len(folders) + 1, f"{len(folders) + 1} runs expected, got {len(server)}")
    for folder in folders:
        child = children.get(folder.name)
        if child is None:
            problems.append(f"{folder.name} is not there")
            continue
        spec = json.loads((folder / "run.json").read_text())["spec"]
        outcome = json.loads((folder / "result.json").read_text())["outcome"]
        check(child["tags"].get("mlflow.parentRunId") in parents, f"{folder.name} has no parent")
        check(child["status"] == ("FINISHED" if outcome == "SUCCEEDED" else "FAILED"), f"{folder.name} {child['status']}")
        check(child["params"]["seed"] == str(spec["seed"]), f"{folder.name} seed {child['params']}")
        check(child["params"]["method"] == spec["method"]["name"], f"{folder.name} method {child['params']}")
        lam = spec["method"]["parameters"].get("lambda")
        check(lam is None or float(child["params"]["lambda"]) == lam, f"{folder.name} lambda {child['params']}")
        wanted = f"{spec['method']['name']}{'' if lam is None else f' λ={lam}'} N={spec['ensemble_size']} seed={spec['seed']}"
        check(child["name"] == wanted, f"{folder.name} is called {child['name']}, not {wanted}")
        for (name, epoch), (when, score) in expected_points(folder).items():
            points = [p for p in child["points"].get(name, []) if p[0] == epoch]
            right = len(points) == 1 and points[0][1] == when and same(number(points[0][2]), score)
            check(right, f"{folder.name} {name} epoch {epoch}: {(when, score)} expected, got {points}")
        if outcome == "SUCCEEDED":
            for key in ("test/accuracy", "ood/fashion-mnist/logit-average/auroc"):
                check(len(child["points"].get(key, [])) == 1, f"{folder.name} {key}: {child['points'].get(key)}")
    for parent in parents.values():
        check(any(key.startswith("mean/") for key in parent["points"]), "the parent has no summary metrics")
    return problems


def main():
    base_folder = tempfile.TemporaryDirectory(prefix="sdde-mlflow-")
    folder = base_folder.name
    home = pathlib.Path(folder, "home")
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    server = start(sys.argv[1], folder, port)
    try:
        wait(server, base, folder)
        mirror(base, str(home))
        once = everything(base, "first")
        problems = compare(home, once)
        mirror(base, str(home))
        twice = everything(base, "first")
        if str(once) != str(twice):
            problems.append("sending again changed what the server holds")
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(30)
        base_folder.cleanup()
    for problem in problems:
        print("wrong:", problem)
    points = sum(len(p) for run in once.values() for p in run["points"].values())
    print(f"{len(once)} runs, {points} metric points: {'not equal' if problems else 'equal to the run folders, also after a second sending'}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
