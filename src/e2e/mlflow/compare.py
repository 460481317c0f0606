"""Compares what an MLflow server holds with the run folders, without any of our program's code."""

import hashlib
import json
import math
import sys


def number(value):
    """As MLflow keeps it: it has no infinities."""
    special = {"NaN": math.nan, "Infinity": sys.float_info.max, "-Infinity": -sys.float_info.max}
    return special[value] if isinstance(value, str) else float(value)


def same(a, b):
    return a == b or (math.isnan(a) and math.isnan(b))


def events(file):
    found = []
    for line in file.read_text().splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            pass  # half a line of a killed writer
    return found


def outcome_time(log):
    return next(e["time"] for e in log if e["type"] == "state" and e["data"]["state"] in ("SUCCEEDED", "DIVERGED"))


def expected_points(folder):
    """First event of a (metric, epoch): {key: {step: (timestamp, value)}}."""
    points = {}
    for event in events(folder / "events.jsonl"):
        if event["type"] == "epoch":
            for name, value in event["data"]["metrics"].items():
                key = name.replace("validation/", "val/", 1) if name.startswith("validation/") else name
                points.setdefault(key, {}).setdefault(event["data"]["epoch"], (event["time"], number(value)))
    return points


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def files(folder, weights):
    names = ["run.json", "result.json", "events.jsonl"]
    if weights:
        names += ["weights.safetensors"] + [str(p.relative_to(folder)) for p in folder.glob("predictions/*/*.npz")]
    return [name for name in names if (folder / name).exists()]


def compare(home, sweep, server, weights=False):
    """@return (problems, number of metric points compared)"""
    problems, count = [], 0

    def check(right, what):
        if not right:
            problems.append(what)

    runs = server.runs(sweep)
    parents = [run for run in runs.values() if run["tags"].get("sdde.kind") == "sweep"]
    children = {run["tags"].get("sdde.run_id"): run for run in runs.values() if run not in parents}
    folders = sorted(folder for folder in (home / "runs").iterdir() if (folder / "run.json").exists())
    check(len(parents) == 1, f"1 parent expected, got {len(parents)}")
    check(len(runs) == len(folders) + 1, f"{len(folders)} runs and a parent expected, got {len(runs)}")
    for folder in folders:
        child = children.get(folder.name)
        if child is None:
            problems.append(f"{folder.name} is not there")
            continue
        spec = json.loads((folder / "run.json").read_text())["spec"]
        outcome = json.loads((folder / "result.json").read_text())["outcome"]
        check(child["tags"].get("mlflow.parentRunId") == parents[0]["id"], f"{folder.name} has another parent")
        check(child["status"] == ("FINISHED" if outcome == "SUCCEEDED" else "FAILED"), f"{folder.name} {child['status']}")
        log = events(folder / "events.jsonl")
        check(child["start"] == log[0]["time"], f"{folder.name} started {child['start']}, not {log[0]['time']}")
        check(child["end"] == outcome_time(log), f"{folder.name} ended {child['end']}, not {outcome_time(log)}")
        lam = spec["method"]["parameters"].get("lambda")
        for key, value in {"seed": spec["seed"], "ensemble_size": spec["ensemble_size"]}.items():
            check(child["params"].get(key) == str(value), f"{folder.name} {key}: {child['params'].get(key)}")
        check(child["params"].get("method") == spec["method"]["name"], f"{folder.name} method")
        check(child["params"].get("dataset") == spec["dataset"]["name"], f"{folder.name} dataset")
        check(lam is None or float(child["params"]["lambda"]) == lam, f"{folder.name} lambda")
        wanted = f"{spec['method']['name']}{'' if lam is None else f' λ={lam}'} N={spec['ensemble_size']} seed={spec['seed']}"
        check(child["name"] == wanted, f"{folder.name} is called {child['name']}, not {wanted}")
        check(child["inputs"], f"{folder.name} has no data sets")
        expected = expected_points(folder)
        for key, steps in expected.items():
            got = child["points"].get(key, [])
            right = len(got) == len(steps) and all(
                step in steps and steps[step][0] == when and same(number(value), steps[step][1])
                for step, when, value in got
            )
            count += len(steps)
            check(right, f"{folder.name} {key}: {steps} expected, got {got}")
        finals = {key: points for key, points in child["points"].items() if key not in expected}
        for key, points in finals.items():
            check(len(points) == 1, f"{folder.name} {key} is there {len(points)} times")
        check(outcome != "SUCCEEDED" or "test/accuracy" in finals, f"{folder.name} has no test/accuracy")
        for name in files(folder, weights):
            got = sha256(server.artifact(child, name))
            check(got == sha256((folder / name).read_bytes()), f"{folder.name} {name} has other content")
        panels = sorted(sha256(panel.read_bytes()) for panel in folder.glob("saliency/*.png"))
        got = [sha256(server.artifact(child, name)) for name in server.listed(child, "images") if name.endswith(".png")]
        check(sorted(got) == panels, f"{folder.name} has {len(got)} step images of {len(panels)} panels, or others")
    for parent in parents:
        check(any(key.startswith("mean/") for key in parent["points"]), "the parent has no summary metrics")
        for name in ("report.html", "tables/all.tex"):
            file = home / "reports" / sweep / name
            if file.exists():
                check(sha256(server.artifact(parent, name)) == sha256(file.read_bytes()), f"{name} has other content")
    return problems, count
