"""Loads the weights of a run into PyTorch and compares its logits with those stored by the run.

python reproduce.py RUN IMAGES     RUN: runs/<id>; IMAGES: the test images, MNIST's IDX file, CIFAR-10's
test_batch.bin or the NumPy archive of dataset npz
"""

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import torch
from networks import LeNet, ResNet18
from safetensors.torch import load_file


def images(path):
    """The pixels of a file, normalised as the recipe of its dataset says, (B, 3, H, W)."""
    packed = Path(path).read_bytes()
    if packed[:2] == b"PK":  # a NumPy archive, as dataset npz takes it
        pixels, mean, std = np.load(path)["test_images"], [0.5] * 3, [0.5] * 3
        return normalised(pixels, mean, std)
    data = np.frombuffer(gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed, np.uint8)
    if data[:4].tolist() == [0, 0, 8, 3]:  # IDX: grey images of 28 × 28
        pixels, mean, std = data[16:].reshape(-1, 1, 28, 28).repeat(3, 1), [0.5] * 3, [0.5] * 3
    else:
        pixels = data.reshape(-1, 3073)[:, 1:].reshape(-1, 3, 32, 32)
        mean, std = [0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616]
    return normalised(pixels, mean, std)


def normalised(pixels, mean, std):
    channels = (1, 3, 1, 1)
    return (torch.tensor(pixels) / 255 - torch.tensor(mean).view(channels)) / torch.tensor(std).view(channels)


run = Path(sys.argv[1])
spec = json.loads((run / "run.json").read_text())["spec"]
with np.load(run / "predictions" / spec["dataset"]["name"] / "test.npz") as stored:
    expected = torch.tensor(stored["logits"])  # (N, B, C)
weights = load_file(run / "weights.safetensors")
x = images(sys.argv[2])
torch.set_grad_enabled(False)
for i in range(spec["ensemble_size"]):
    own = {name.removeprefix(f"nets.{i}."): w for name, w in weights.items() if name.startswith(f"nets.{i}.")}
    classes = len(own["fc.bias"])
    net = LeNet(classes) if "block1.0.weight" in own else ResNet18(classes, len(own["bn1.bias"]))
    net.load_state_dict(own)
    logits = torch.cat([net.eval()(batch) for batch in x.split(250)])
    print(f"member {i}: {type(net).__name__}, {len(x)} images, "
          f"largest difference {(logits - expected[i]).abs().max():.1e}, largest logit {expected[i].abs().max():.1f}")
    assert torch.allclose(logits, expected[i], rtol=1e-5, atol=1e-5)
