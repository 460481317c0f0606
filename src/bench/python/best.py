"""The same step, as fast as PyTorch was found to do it: one grey channel, no gradient by the images, no second forward for
DE, member by member in convolutions (grouped ones are slower), one batched product for dense layers, one flat vector of
parameters, blocked layouts of oneDNN from the first convolution to the last pool, the saliency's weights in closed form. All of
it in float32 but DICE's discriminator, see dice.py."""

import math

import torch
from torch.nn import functional as F

import dice
import losses

SHAPES = {
    "block1_0_weight": (6, 3, 5, 5),
    "block1_0_bias": (6,),
    "block2_0_weight": (16, 6, 5, 5),
    "block2_0_bias": (16,),
    "block3_0_weight": (120, 16, 5, 5),
    "block3_0_bias": (120,),
    "classifier1_weight": (84, 120),
    "classifier1_bias": (84,),
    "fc_weight": (10, 84),
    "fc_bias": (10,),
}


def block(x, weight, bias, padding):
    """Convolution, pool, ReLU; x (B, K, H, W) dense or blocked, blocked out."""
    return torch.mkldnn_max_pool2d(F.conv2d(x, weight, bias, padding=padding), 2, 2).relu()


class Step:
    def __init__(self, method, members, rate, total_steps, discriminator_rate=1e-3, ramp_up_epochs=20):
        self.method, self.members, self.ramp_up_epochs = method, members, ramp_up_epochs
        self.rate, self.total_steps, self.done = rate, total_steps, 0
        sizes = [members * math.prod(shape) for shape in SHAPES.values()]
        self.flat = torch.zeros(sum(sizes), requires_grad=True)
        self.sizes = sizes
        with torch.no_grad():
            fan_in = 1
            for (name, shape), piece in zip(SHAPES.items(), self.flat.split(sizes)):
                fan_in = math.prod(shape[1:]) if name.endswith("weight") else fan_in
                piece.uniform_(-1 / math.sqrt(fan_in), 1 / math.sqrt(fan_in))
        self.momentum = torch.zeros(sum(sizes))
        self.discriminator = None
        if method == "dice":
            self.make_discriminator(discriminator_rate)
        self.table = (torch.arange(256) / 255 - 0.5) / 0.5
        self.norm = None

    def make_discriminator(self, rate):
        self.discriminator = dice.Discriminator(self.members, rate)

    def pieces(self):
        cut = self.flat.split(self.sizes)
        return {n: c.view(self.members, *s) for (n, s), c in zip(SHAPES.items(), cut)}

    def maps(self, p, pixels):
        """1 or N x (B, 1, 28, 28) to (N, B, 400)."""
        first = p["block1_0_weight"].sum(2, keepdim=True)  # (N, 6, 1, 5, 5): three equal channels
        blocked = [own.to_mkldnn() for own in pixels]
        out = []
        for i in range(self.members):
            x = block(blocked[i if len(blocked) > 1 else 0], first[i], p["block1_0_bias"][i], 2)
            x = block(x, p["block2_0_weight"][i], p["block2_0_bias"][i], 0)
            out.append(x.to_dense().flatten(1))
        return torch.stack(out)

    def head(self, p, maps):
        """(N, B, 400) to hidden (N, B, 120), features (N, B, 84) and logits (N, B, C)."""
        n = self.members
        dense = lambda x, w, b: torch.baddbmm(b.unsqueeze(1), x, w.transpose(1, 2))
        hidden = dense(maps, p["block3_0_weight"].view(n, 120, -1), p["block3_0_bias"]).relu()
        features = dense(hidden, p["classifier1_weight"], p["classifier1_bias"]).relu()
        return hidden, features, dense(features, p["fc_weight"], p["fc_bias"])

    def run(self, images, labels, rows, drawn, epoch):
        pixels = [self.table[images[own].long()].unsqueeze(1) for own in rows]
        shared = len(rows) == 1
        targets = torch.stack([labels[own] for own in rows])  # (1 or N, B)
        common = targets[0 if shared else drawn]
        p = self.pieces()
        maps = self.maps(p, pixels)
        hidden, features, logits = self.head(p, maps)
        all_targets = targets.expand(self.members, -1) if shared else targets
        ce = F.cross_entropy(logits.flatten(0, 1), all_targets.reshape(-1))
        div, weight = 0.0, 0.0
        if self.method == "ncl":
            div, weight = losses.ncl(logits, common), 0.1
        elif self.method == "adp":
            div, weight = losses.adp(logits, common), 0.1
        elif self.method == "dice":
            surrogate, div = self.redundancy(features, pixels[0], common)
            weight = 0.2 * min((epoch - 1) / self.ramp_up_epochs, 1)
        elif self.method == "sdde":
            div, weight = losses.cosine_of_maps(self.grad_cam(p, pixels[drawn], common)), 0.1
        total = ce + weight * div if self.method != "de" else ce
        self.flat.grad = None
        (ce + weight * surrogate if self.method == "dice" else total).backward()
        if self.discriminator:
            self.norm = torch.nn.utils.clip_grad_norm_([self.flat], 1.0)
        self.update()
        if self.discriminator:
            self.learn()
        return ce.item(), float(div), total.item()

    def update(self):
        least = 1e-6 / self.rate
        factor = least + (1 - least) / 2 * (1 + math.cos(math.pi * self.done / self.total_steps))
        with torch.no_grad():
            descent = self.flat.grad.add(self.flat, alpha=5e-4)
            self.momentum.mul_(0.9).add_(descent)
            self.flat.sub_(descent.add_(self.momentum, alpha=0.9), alpha=self.rate * factor)
        self.done += 1

    def grad_cam(self, p, pixels, labels):
        """(N, B, 5, 5), signed. The head is three layers with ReLU: its gradient by the map is a product of matrices, and
        only its mean over the map's pixels is wanted, so the first matrix is averaged before it is multiplied."""
        n = self.members
        maps = self.maps(p, [pixels])
        hidden, features, _ = self.head(p, maps)
        back = p["fc_weight"][:, labels] * (features > 0)  # (N, B, 84)
        back = torch.bmm(back, p["classifier1_weight"]) * (hidden > 0)  # (N, B, 120)
        mean = p["block3_0_weight"].view(n, 120, 16, 25).mean(3)  # (N, 120, K)
        weights = torch.bmm(back, mean)  # (N, B, K)
        cams = weights.unsqueeze(2) @ maps.view(n, -1, 16, 25)  # (N, B, 1, 25)
        return cams.view(n, -1, 5, 5)

    def redundancy(self, features, pixels, labels):
        """An array with the gradient of DICE's term by the features, and its value."""
        with torch.no_grad():
            logits = self.discriminator.judge(dice.features(self, pixels), labels)
        joint = logits[: len(logits) // 2].float().requires_grad_()
        value = losses.log_ratio(joint).mean()
        (by_joint,) = torch.autograd.grad(value, joint)
        by_features = self.discriminator.by_features(by_joint.double()).float()
        return (features * by_features).sum(), value.detach()

    def learn(self):
        with torch.no_grad():
            self.discriminator.learn()

    # --- the golden check -------------------------------------------------------------------------------------------

    def load(self, start):
        with torch.no_grad():
            for name, piece in self.pieces().items():
                piece.copy_(torch.from_numpy(start["w_" + name]))
        if self.discriminator:
            self.load_discriminator(start)

    def load_discriminator(self, start):
        named = losses.Discriminator()
        named.load(start)
        self.discriminator.take(named.parameters())

    def discriminator_numbers(self):
        return [piece.numpy() for piece in self.discriminator.pieces()]

    def gradient_norm(self):
        return float(self.norm) if self.norm is not None else float(self.flat.grad.double().norm())

    def weights(self):
        return {name: piece.detach().numpy() for name, piece in self.pieces().items()}
