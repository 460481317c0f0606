"""A real MLflow server on loopback, and its REST API; standard library only."""

import base64
import json
import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

DEADLINE_SECONDS = 180


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """@param user (name, password): the server then asks for them"""

    def __init__(self, mlflow, folder, user=None):
        self.mlflow, self.folder, self.user = mlflow, pathlib.Path(folder), user
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        environment = dict(
            os.environ, MLFLOW_DISABLE_TELEMETRY="true", DO_NOT_TRACK="true", MLFLOW_SERVER_ENABLE_JOB_EXECUTION="false"
        )
        environment.pop("MLFLOW_TRACKING_URI", None)
        environment["PATH"] = os.path.dirname(self.mlflow) + os.pathsep + environment["PATH"]
        command = [self.mlflow, "server", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"]
        command += ["--serve-artifacts", "--backend-store-uri", f"sqlite:///{self.folder}/mlflow.db"]
        command += ["--artifacts-destination", f"{self.folder}/artifacts"]
        if self.user:
            config = self.folder / "auth.ini"
            config.write_text(
                "[mlflow]\ndefault_permission = READ\n"
                f"database_uri = sqlite:///{self.folder}/auth.db\nadmin_username = {self.user[0]}\n"
                f"admin_password = {self.user[1]}\nauthorization_function = mlflow.server.auth:authenticate_request_basic_auth\n"
            )
            environment.update(
                MLFLOW_AUTH_CONFIG_PATH=str(config),
                MLFLOW_AUTH_ADMIN_PASSWORD=self.user[1],
                MLFLOW_FLASK_SERVER_SECRET_KEY="for-this-test",
            )
            command += ["--app-name", "basic-auth"]
        log = open(self.folder / "server.log", "a")
        self.process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, cwd=self.folder, start_new_session=True
        )
        end = time.monotonic() + DEADLINE_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                self.call("experiments/search?max_results=1")
                return self
            except OSError:
                time.sleep(0.3)
        raise SystemExit("the server did not come up:\n" + (self.folder / "server.log").read_text()[-2000:])

    def kill(self):
        """All of it: the parent alone would leave its child serving."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait(30)
            self.process = None

    def open(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"})
        if self.user:
            request.add_header("Authorization", "Basic " + base64.b64encode(":".join(self.user).encode()).decode())
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()

    def call(self, path, body=None):
        return json.loads(self.open("/api/2.0/mlflow/" + path, body))

    def history(self, run, key):
        """Every point of a metric: (step, timestamp, value)."""
        points, token = [], ""
        while True:
            asked = {"run_id": run, "metric_key": key, "max_results": 10000, "page_token": token}
            page = self.call("metrics/get-history?" + urllib.parse.urlencode({k: v for k, v in asked.items() if v}))
            points += [(m["step"], m["timestamp"], m["value"]) for m in page.get("metrics", [])]
            token = page.get("next_page_token", "")
            if not token:
                return sorted(points, key=str)

    def runs(self, experiment_name):
        """All runs that are not deleted, with params, tags, status and every metric point, by run id."""
        asked = urllib.parse.urlencode({"experiment_name": experiment_name})
        experiment = self.call("experiments/get-by-name?" + asked)["experiment"]["experiment_id"]
        found, token = {}, ""
        while True:
            body = {"experiment_ids": [experiment], "run_view_type": "ACTIVE_ONLY", "max_results": 500}
            page = self.call("runs/search", dict(body, page_token=token) if token else body)
            for run in page.get("runs", []):
                info, data = run["info"], run["data"]
                found[info["run_id"]] = {
                    "id": info["run_id"],
                    "name": info["run_name"],
                    "status": info["status"],
                    "start": info.get("start_time"),
                    "end": info.get("end_time"),
                    "uri": info["artifact_uri"],
                    "params": pairs(data.get("params", [])),
                    "tags": pairs(data.get("tags", [])),
                    "inputs": [i["dataset"]["name"] for i in run.get("inputs", {}).get("dataset_inputs", [])],
                    "points": {m["key"]: self.history(info["run_id"], m["key"]) for m in data.get("metrics", [])},
                }
            token = page.get("next_page_token", "")
            if not token:
                return found

    def listed(self, run, folder):
        """Names of the files in a folder of a run's artifacts."""
        asked = urllib.parse.urlencode({"run_id": run["id"], "path": folder})
        return [file["path"] for file in self.call("artifacts/list?" + asked).get("files", [])]

    def artifact(self, run, name):
        path = run["uri"].split(":", 1)[1].lstrip("/") + "/" + name
        return self.open("/api/2.0/mlflow-artifacts/artifacts/" + urllib.parse.quote(path))


def pairs(items):
    return {item["key"]: item["value"] for item in items}
