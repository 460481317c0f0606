"""DICE's discriminator in float64, as fast as PyTorch was found to do it. In float32 its numbers leave the golden trajectory:
RMSprop makes steps of one size of gradients of any size, rounding noise among them. Gradients are written out: one number
comes out of a row, so its gradient by what each layer got serves the diversity term and the discriminator's learning."""

import torch
from torch.nn import functional as F

import losses


def pooled(x, weight, bias):
    """Convolution, 2x2 max pool, ReLU, without a graph; x (Cin, H, W, B), images last, so that every copy is of whole rows."""
    size = weight.shape[2] + 1
    offsets = [F.pad(weight, p) for p in ((0, 1, 0, 1), (1, 0, 0, 1), (0, 1, 1, 0), (1, 0, 1, 0))]
    windows = x.unfold(1, size, 2).unfold(2, size, 2).permute(0, 4, 5, 1, 2, 3)  # (Cin, k, k, H', W', B)
    rows = windows.flatten(3).flatten(0, 2)
    y = (torch.cat(offsets).flatten(1) @ rows).view(4, len(weight), *windows.shape[3:])
    most = torch.maximum(y[0], y[1])
    torch.maximum(most, torch.maximum(y[2], y[3], out=y[2]), out=most)
    return most.add_(bias.view(-1, 1, 1, 1)).relu_()


def features(step, pixels):
    """(N, B, D) once more in float64; pixels (B, 1, 28, 28)."""
    n = step.members
    p = {name: piece.detach().double() for name, piece in step.pieces().items()}
    x = F.pad(pixels.double().permute(1, 2, 3, 0), (0, 0, 2, 2, 2, 2))  # (1, 32, 32, B)
    wide = p["block1_0_weight"].sum(2).view(6 * n, 1, 5, 5)
    first = pooled(x, wide, p["block1_0_bias"].view(-1))  # (N 6, 14, 14, B)
    maps = [
        pooled(first[6 * i : 6 * i + 6], p["block2_0_weight"][i], p["block2_0_bias"][i]).flatten(0, 2).t()
        for i in range(n)
    ]
    return step.head(p, torch.stack(maps))[1]


class Discriminator:
    def __init__(self, members, rate):
        self.rate, self.n = rate, members
        self.shapes = [p.shape for p in losses.Discriminator().parameters()]
        left, right = torch.triu_indices(members, members, 1)
        pairs = torch.arange(len(left))
        self.choice = torch.zeros(2 * len(left), 3 * members, dtype=torch.double)  # pairs of left, right, other
        self.choice[pairs, left] = 1
        self.choice[pairs, members + right] = 1
        self.choice[len(left) + pairs, left] = 1
        self.choice[len(left) + pairs, 2 * members + right] = 1
        self.pairs = len(left)
        self.take(losses.Discriminator().parameters())

    def take(self, parameters):
        self.flat = torch.cat([p.detach().double().flatten() for p in parameters])
        self.square, self.momentum = torch.zeros_like(self.flat), torch.zeros_like(self.flat)

    def pieces(self):
        cut = self.flat.split([shape.numel() for shape in self.shapes])
        return [c.view(shape) for c, shape in zip(cut, self.shapes)]

    def judge(self, features, labels):
        """Logits of joint and of product pairs, (2 pairs, B)."""
        self.features, (n, b, d) = features, features.shape
        embedding, w1, b1, w2, b2, w3, b3, w4, b4 = self.pieces()
        w_left, w_right, w_label = w1.split([d, d, w1.shape[1] - 2 * d], 1)
        self.partners = losses.rolled(labels)
        self.classes = F.one_hot(labels, len(embedding)).double()  # (B, C)
        left = features @ w_left.t() + self.classes @ torch.addmm(b1, embedding, w_label.t())  # (N, B, U)
        right = features @ w_right.t()
        shares = torch.cat([left, right, right[:, self.partners]]).view(3 * n, -1)
        h1 = F.leaky_relu_((self.choice @ shares).view(-1, len(w2)), 0.2)
        h2 = F.leaky_relu_(torch.addmm(b2, h1, w2.t()), 0.2)
        h3 = F.leaky_relu_(torch.addmm(b3, h2, w3.t()), 0.2)
        back = torch.ops.aten.leaky_relu_backward
        in_place = lambda by_h, h: back(by_h, h, 0.2, True, grad_input=by_h)
        u3 = back(w4.expand(len(h3), -1), h3, 0.2, True)
        u2 = in_place(u3 @ w3, h2)
        u1 = in_place(u2 @ w2, h1)
        self.kept, self.units = (h1, h2, h3), (u1, u2, u3)
        self.logits = torch.addmm(b4, h3, w4.t()).view(-1, b)
        return self.logits

    def by_features(self, by_joint):
        """(N, B, D) from a gradient by the joint logits (pairs, B)."""
        n, b, d = self.features.shape
        w1 = self.pieces()[1]
        sums = (self.units[0][: self.pairs * b] * by_joint.reshape(-1, 1)).view(self.pairs, -1)
        left, right, _ = (self.choice[: self.pairs].t() @ sums).view(3, n, b, -1)
        return left @ w1[:, :d] + right @ w1[:, d : 2 * d]

    def learn(self):
        n, b, d = self.features.shape
        embedding, w1 = self.pieces()[:2]
        sign = torch.ones(2 * self.pairs, 1, dtype=torch.double)
        sign[: self.pairs] = -1
        by_logit = (torch.sigmoid(self.logits * sign) * (sign / self.logits.numel())).view(-1, 1)
        (h1, h2, h3), (u1, u2, u3) = self.kept, [u.mul_(by_logit) for u in self.units]
        left, right, other = (self.choice.t() @ u1.view(2 * self.pairs, -1)).view(3, n, b, -1)
        right = right.index_add(1, self.partners, other)
        by_label = self.classes.t() @ left.sum(0)  # (C, U)
        flat = self.features.view(n * b, d)
        first = [left.view(n * b, -1).t() @ flat, right.view(n * b, -1).t() @ flat, by_label.t() @ embedding]
        pieces = [by_label @ w1[:, 2 * d :], torch.cat(first, 1), by_label.sum(0), u2.t() @ h1, u2.sum(0)]
        pieces += [u3.t() @ h2, u3.sum(0), by_logit.t() @ h3, by_logit.sum()]
        gradient = torch.cat([piece.flatten() for piece in pieces])
        gradient.mul_((1.0 / (gradient.norm() + 1e-6)).clamp_(max=1.0)).add_(self.flat, alpha=5e-4)
        self.square.mul_(0.99).addcmul_(gradient, gradient, value=0.01)
        self.momentum.mul_(0.9).addcdiv_(gradient, self.square.sqrt().add_(1e-8))
        self.flat.sub_(self.momentum, alpha=self.rate)
