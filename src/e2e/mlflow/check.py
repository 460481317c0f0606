"""Real sweeps, real servers, real kills; then what the server holds is compared with the run folders."""

import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

from compare import compare, events
from mad import MadProxy
from server import Server, free_port

ROOT = pathlib.Path(__file__).resolve().parents[3]
SWEEP = str(ROOT / "bin" / "sweep")
KILLS = 10
OUTAGE_SECONDS = 20
RECIPE = """\
dataset: {name: synthetic, training_images: 2000, test_images: 300, validation_size: 200}
network: lenet
train: {epochs: 2, batch_size: 128, learning_rate: 0.05, momentum: 0.9, weight_decay: 5e-4, augmentation: none}
methods: {sdde: {lambda: 0.1}}
ood: {near: [], far: [], validation: [{name: turned, shift: {of: synthetic, kind: rotation, seed: 0}}]}
"""
TINY = """\
sweep: tiny
description: Does the mirror show what happened?
recipe: recipe.yaml
tracking: {artifacts: [logits, weights]}
grid: {dataset: synthetic, ensemble_size: 2, seed: 1..4, method: [de, sdde]}
set: {train.epochs: 3}
"""
MAD = TINY.replace("sweep: tiny", "sweep: mad").replace("seed: 1..4", "seed: 5..6")


SECRET = "geheim-planted-in-the-environment"


def environment(server, **more):
    """With a password that this server does not ask for: it must be found nowhere afterwards."""
    planted = {"MLFLOW_TRACKING_USERNAME": "somebody", "MLFLOW_TRACKING_PASSWORD": SECRET}
    return dict(os.environ, MLFLOW_TRACKING_URI=server.base, **{**planted, **more})


def run(command, env, seconds=900):
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=seconds)
    return done.returncode, done.stdout + done.stderr


def expect(right, what):
    if not right:
        raise SystemExit("failed: " + what)


def report(title, problems, count):
    for problem in problems[:20]:
        print("wrong:", problem)
    expect(not problems, f"{title}: {len(problems)} differences")
    print(f"{title}: {count} metric points, statuses, params and artifacts equal, none twice")


def outage(folder, server):
    """The server dies for 20 s while a sweep runs."""
    home = folder / "tiny"
    (folder / "recipe.yaml").write_text(RECIPE)
    (folder / "tiny.yaml").write_text(TINY)
    command = [str(ROOT / "bin" / "run-sweep"), str(folder / "tiny.yaml"), "--home", str(home)]
    log = folder / "tiny.log"
    with open(log, "w") as out:
        sweep = subprocess.Popen(command, env=environment(server), stdout=out, stderr=out)
    try:
        end = time.monotonic() + 240
        while "[1/8] done" not in log.read_text():
            expect(time.monotonic() < end and sweep.poll() is None, "no run ended:\n" + log.read_text())
            time.sleep(0.2)
        server.kill()
        time.sleep(OUTAGE_SECONDS)
        server.start()
        expect(sweep.wait(300) == 0, "the sweep failed:\n" + log.read_text())
    finally:
        sweep.kill()
    said = log.read_text()
    expect("training and results are unaffected" in said, "the outage was not noticed:\n" + said)
    waited = " left (" not in said  # a server that is slow to come back is not waited for: `sync` sends the rest
    code, text = run([SWEEP, "sync", "tiny", "--home", str(home)], environment(server))
    expect(code == 0 and " 0 left" not in text, text)
    expect(parents(server, "tiny"), "the sweep is not in the server:\n" + said + text)
    expect(f"/runs/{parent(server, 'tiny')}" in said + text, "no link to the sweep was printed:\n" + said + text)
    links = [line for line in said.splitlines() if "/runs/" in line and "seed=" in line]
    expect(not waited or len(links) == 8, "8 links expected:\n" + said)
    report("server dead for 20 s", *compare(home, "tiny", server, weights=True))
    no_secret(home, log, server.folder)


def no_secret(*places):
    """No file may hold a part of a password."""
    for place in places:
        for file in [place] if place.is_file() else place.rglob("*"):
            expect(not file.is_file() or b"geheim" not in file.read_bytes(), f"a password is in {file}")


def parents(server, name):
    return [run["info"]["run_id"] for run in search(server, name) if tag(run, "sdde.kind") == "sweep"]


def parent(server, name):
    return parents(server, name)[0]


def tag(run, key):
    return {tag["key"]: tag["value"] for tag in run["data"].get("tags", [])}.get(key)


def madness(folder, server):
    """A server that answers nonsense, late or never costs the training nothing; what it missed is sent later."""
    (folder / "mad.yaml").write_text(MAD)
    took = {}
    proxy = MadProxy(server.port)
    try:
        for name, uri in {"alone": "", "mad": proxy.base}.items():
            home = folder / name
            command = [str(ROOT / "bin" / "run-sweep"), str(folder / "mad.yaml"), "--home", str(home)]
            code, text = run(command, dict(os.environ, MLFLOW_TRACKING_URI=uri))
            expect(code == 0, text)
            times = [event["time"] for log in home.glob("runs/*/events.jsonl") for event in events(log)]
            took[name] = (max(times) - min(times)) / 1000
    finally:
        proxy.close()
    hit = ", ".join(f"{count} × {mood}" for mood, count in proxy.count.items())
    print(f"training took {took['alone']:.1f} s without a server, {took['mad']:.1f} s with a mad one ({hit})")
    expect(proxy.count["never"] > 0, "the proxy was never silent")
    expect(took["mad"] < 1.5 * took["alone"] + 10, "a call's deadline is 20 s: training has waited for the server")
    code, text = run([SWEEP, "sync", "mad", "--home", str(folder / "mad")], environment(server))
    expect(code == 0, text)
    report("server mad for a while", *compare(folder / "mad", "mad", server))


def deleted(server, home):
    """Somebody deletes the experiment in the UI."""
    server.call("experiments/delete", {"experiment_id": experiment(server, "many")})
    code, text = run([SWEEP, "sync", "many", "--home", str(home)], environment(server))
    expect(code == 0, text)
    report("experiment deleted", *compare(home, "many", server))


def page(folder, mlflow, home):
    """bin/mlflow-ui: starts, finds what runs, stops, and says what is missing."""
    ui = [str(ROOT / "bin" / "mlflow-ui"), "--home", str(home), "--no-open"]
    env = {name: value for name, value in os.environ.items() if name != "MLFLOW_TRACKING_URI"}
    env["SDDE_MLFLOW_VENV"] = os.path.dirname(os.path.dirname(mlflow))
    try:
        code, text = run(ui + ["--port", str(free_port())], env)
        url = text.split("MLflow: ")[-1].split()[0]  # what goes to stderr comes behind it
        expect(code == 0 and url.startswith("http://127.0.0.1:") and "9 made" in text, text)
        code, text = run(ui, env)
        expect(code == 0 and "MLflow runs already: " + url in text and "9 there already" in text, text)
    finally:
        code, text = run(ui + ["--stop"], env)
    expect(code == 0 and "stopped the MLflow server" in text, text)
    expect("no MLflow server" in run(ui + ["--stop"], env)[1], "it was stopped twice")
    try:
        urllib.request.urlopen(url, timeout=5)
        expect(False, "the server still answers")
    except OSError:
        pass
    nothing = dict(env, SDDE_MLFLOW_VENV=str(folder / "no-venv"), SDDE_PYTHON="no-such-python")
    code, text = run(ui, nothing)
    expect(code == 2 and "needs Python 3.10 or later" in text, text)
    print("bin/mlflow-ui: starts, finds what runs, stops, and says that Python is missing")


def kills(folder, server):
    """The sender is killed ten times at random moments of a sync."""
    home = folder / "many"
    classes = os.environ["SDDE_E2E_CLASSPATH"]
    code, text = run(["java", "-XX:TieredStopAtLevel=1", "-cp", classes, "sdde.track.MakeHome", str(home), "60", "20"], os.environ)
    expect(code == 0, text)
    chance = random.Random(time.time_ns())
    sync = [SWEEP, "sync", "many", "--home", str(home)]
    there = []
    for _ in range(KILLS):
        sender = subprocess.Popen(sync, env=environment(server), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        before = runs_of(server, "many")
        end = time.monotonic() + 30  # a slow machine takes its time to start; then somewhere in the next two seconds
        while runs_of(server, "many") == before and sender.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(chance.uniform(0, 1.5))
        sender.send_signal(signal.SIGKILL)
        sender.wait(30)
        there.append(runs_of(server, "many"))
    code, text = run(sync, environment(server))
    expect(code == 0, text)
    print(f"runs on the server after each kill: {there}; then: {text.splitlines()[0]}")
    expect(there[0] < 61, "everything was sent before the first kill")
    report("sender killed ten times", *compare(home, "many", server))
    once = str(server.runs("many"))
    code, text = run(sync, environment(server))
    expect(code == 0 and "0 made, 0 mended, 61 there already; 0 numbers and 0 files" in text, text)
    expect(str(server.runs("many")) == once, "sending again changed what the server holds")
    return home


def experiment(server, name):
    return server.call("experiments/get-by-name?experiment_name=" + name)["experiment"]["experiment_id"]


def search(server, name):
    asked = {"experiment_ids": [experiment(server, name)], "max_results": 1000}
    return server.call("runs/search", asked).get("runs", [])


def runs_of(server, name):
    try:
        return len(search(server, name))
    except OSError:
        return 0


def credentials(folder, mlflow, home):
    """A server that asks who we are."""
    server = Server(mlflow, folder / "auth", ("admin", "a-long-geheim-password"))
    sync = [SWEEP, "sync", "tiny", "--home", str(home)]
    try:
        server.start()
        code, text = run(sync, environment(server, MLFLOW_TRACKING_USERNAME="admin", MLFLOW_TRACKING_PASSWORD="geheim-wrong"))
        lines = [line for line in text.splitlines() if line.startswith("mlflow: ")]
        expect(code == 1 and len(lines) == 1 and "user, password or token refused" in lines[0], text)
        expect("geheim" not in text, "a password was printed")
        code, text = run(
            sync, environment(server, MLFLOW_TRACKING_USERNAME="admin", MLFLOW_TRACKING_PASSWORD=server.user[1])
        )
        expect(code == 0 and "geheim" not in text, text)
        there = [run["info"]["status"] for run in search(server, "tiny")]  # its answers take too long for all numbers
        expect(there == ["FINISHED"] * 9, f"server with passwords: {there}")
        print("server with passwords: a wrong one costs one line, with the right one 9 runs are there")
    finally:
        server.kill()
    no_secret(home)


def main():
    mlflow = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="sdde-mlflow-") as name:
        folder = pathlib.Path(name)
        server = Server(mlflow, folder / "server")
        started = time.monotonic()
        try:
            server.start()
            outage(folder, server)
            madness(folder, server)
            deleted(server, kills(folder, server))
        finally:
            server.kill()
        page(folder, mlflow, folder / "tiny")
        if subprocess.run([os.path.dirname(mlflow) + "/python", "-c", "import flask_wtf"], capture_output=True).returncode:
            print("SKIPPED: server with passwords: it needs mlflow[auth]")
        else:
            credentials(folder, mlflow, folder / "tiny")
        print(f"all in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
