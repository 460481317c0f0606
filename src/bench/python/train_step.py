"""The training step in PyTorch, to compare against: `authors` and `best`, for `bin/bench train --against pytorch`.

    train_step.py serve --order authors --method sdde --data FOLDER     steps on request, as sdde.worker.BenchMain
    train_step.py check --data FOLDER --golden FOLDER                   all orders against the golden trajectories

FOLDER of the data has the four gzipped IDX files of MNIST; the golden one has traj_*.npz. LeNet, N members, batches of
128, no augmentation. Letters: N members, B images, C classes, K channels, H x W pixels, D features.
"""

import argparse
import gzip
import json
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch

import authors
import best
import best32
import losses

ORDERS = {"authors": authors.Step, "best": best.Step, "best32": best32.Step}
METHODS = ("de", "ncl", "adp", "dice", "sdde")


def mnist(folder):
    """Training images (60000, 28, 28) uint8 and labels (60000,) int64, in the order of the files."""
    with gzip.open(Path(folder) / "train-images-idx3-ubyte.gz") as file:
        images = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 28, 28)
    with gzip.open(Path(folder) / "train-labels-idx1-ubyte.gz") as file:
        labels = np.frombuffer(file.read(), np.uint8, offset=8).astype(np.int64)
    return torch.from_numpy(images.copy()), torch.from_numpy(labels)


class Feed:
    """Batches as rows of images: own shuffles for each member, one shuffle, or as many rows of each class."""

    def __init__(self, labels, members, method, batch=128, per_class=16):
        self.labels, self.members, self.method = labels, members, method
        self.batch, self.per_class = batch, per_class
        self.of_class = [torch.nonzero(labels == c).flatten() for c in range(10)]
        self.orders, self.at = [], 0

    def rows(self):
        """N or 1 x (B,) int64."""
        if self.method == "dice":
            chosen = torch.randperm(10)[: self.batch // self.per_class].tolist()
            own = [self.of_class[c][torch.randint(len(self.of_class[c]), (self.per_class,))] for c in chosen]
            return [torch.cat(own)]
        if not self.orders or self.at + self.batch > len(self.labels):
            distinct = self.members if self.method in ("de", "sdde") else 1
            self.orders, self.at = [torch.randperm(len(self.labels)) for _ in range(distinct)], 0
        rows = [order[self.at : self.at + self.batch] for order in self.orders]
        self.at += self.batch
        return rows


def resident_mib():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def serve(options):
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    images, labels = mnist(options.data)
    images, labels = images[:55000], labels[:55000]
    step = ORDERS[options.order](options.method, options.members, rate=0.1, total_steps=50 * 430)
    feed = Feed(labels, options.members, options.method)
    print(json.dumps({"ms": [], "cpu_ms": [], "rss_mib": resident_mib()}), flush=True)
    done = 0
    for line in sys.stdin:
        ms, cpu_ms = [], []
        for _ in range(int(line)):
            start, cpu_start = time.perf_counter(), time.process_time()
            rows = feed.rows()
            epoch = 1 + done // 430
            step.run(images, labels, rows, random.randrange(options.members), epoch)
            ms.append((time.perf_counter() - start) * 1e3)
            cpu_ms.append((time.process_time() - cpu_start) * 1e3)
            done += 1
        print(json.dumps({"ms": ms, "cpu_ms": cpu_ms, "rss_mib": resident_mib()}), flush=True)


# --- the golden trajectories ----------------------------------------------------------------------------------------


def off(file, manifest, name, got, want):
    """Largest error, as a multiple of what the golden file allows."""
    entry = manifest[file]["arrays"][name]
    allowed = entry["atol"] + entry["rtol"] * np.abs(want)
    return float(np.max(np.abs(got - want) / allowed)) if math.isfinite(float(np.sum(got))) else math.inf


def follow(order, method, data, golden):
    """Runs a trajectory; the worst multiple of the tolerance over losses, gradient norms and final weights."""
    start = np.load(golden / "traj_init.npz")
    file = f"traj_{method}.npz"
    want = np.load(golden / file)
    manifest = json.loads((golden / "manifest.json").read_text())
    manifest = manifest.get("files", manifest)
    images, labels = data
    rate, _, _, discriminator_rate, _ = (float(x) for x in start["hyper"])
    members, steps, _ = start["idx_members"].shape
    step = ORDERS[order](
        method, members, rate=rate, total_steps=steps, discriminator_rate=discriminator_rate, ramp_up_epochs=2
    )
    step.load(start)
    series = {"loss_ce": [], "loss_div": [], "loss_total": [], "grad_norm": []}
    for s in range(steps):
        if method == "dice":
            rows = [torch.from_numpy(start["idx_dice"][s]).long()]
        else:
            own = members if method in ("de", "sdde") else 1
            rows = [torch.from_numpy(start["idx_members"][i, s]).long() for i in range(own)]
        report = step.run(images, labels, rows, int(start["div_member"][s]), 1 + s // 5)
        for name, value in zip(series, report):
            series[name].append(value)
        # the gradient's norm is told after the loss, so that serve does not pay for it
        series["grad_norm"].append(step.gradient_norm())
    worst = {}
    for name, values in series.items():
        worst[name] = off(file, manifest, name, np.array(values), want[name])
    final = [name for name in want.files if name.startswith("f_") and not name.endswith("_tol")]
    weights = step.weights()
    worst["weights"] = max(off(file, manifest, name, weights[name[2:]], want[name]) for name in final)
    if step.discriminator:
        names = ["fd_" + name.replace(".", "_") for name, _ in losses.Discriminator().named_parameters()]
        numbers = zip(names, step.discriminator_numbers())
        worst["discriminator"] = max(off(file, manifest, name, got, want[name]) for name, got in numbers)
    return worst


def check(options):
    data = mnist(options.data)
    passed = True
    for order, precision in (("authors", torch.float64), ("best", torch.float32)):
        torch.set_default_dtype(precision)  # without rounding the authors' order must be the authors'
        for method in METHODS:
            worst = follow(order, method, data, Path(options.golden))
            ok = max(worst.values()) <= 1
            passed &= ok
            figures = " ".join(f"{name} {value:.2f}" for name, value in worst.items())
            print(f"golden {order:8s} {method:5s} {'ok  ' if ok else 'FAIL'} times the tolerance: {figures}", flush=True)
    worst = follow("best32", "dice", data, Path(options.golden))  # for information: this one is not held to it
    figures = " ".join(f"{name} {value:.2f}" for name, value in worst.items())
    print(f"golden best32   dice  {'ok  ' if max(worst.values()) <= 1 else 'off '} times the tolerance: {figures}", flush=True)
    return 0 if passed else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("serve", "check"))
    parser.add_argument("--order", choices=sorted(ORDERS), default="authors")
    parser.add_argument("--method", choices=METHODS, default="de")
    parser.add_argument("--members", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", required=True)
    parser.add_argument("--golden")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    if options.what == "check":
        return check(options)
    serve(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
