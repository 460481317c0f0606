"""Diversity terms and the discriminator, as METHODS describe them; used by both orders of the step."""

import torch
from torch import nn
from torch.nn import functional as F


def unit(maps):
    """(N, B, ...) to (B, N, D) of length 1, zeros staying zeros."""
    flat = maps.flatten(2).transpose(0, 1)  # (B, N, D)
    return flat / (flat.norm(dim=2, keepdim=True) + 1e-6)


def off_diagonal_mean(gram):
    """(B, N, N) to ()."""
    n = gram.shape[1]
    others = ~torch.eye(n, dtype=torch.bool, device=gram.device)
    return gram[:, others].mean()


def ncl(logits, labels):
    p = logits.softmax(2)  # (N, B, C)
    delta = (p - p.mean(0).detach()).transpose(0, 1)  # (B, N, C)
    return off_diagonal_mean(delta @ delta.transpose(1, 2))


def adp(logits, labels, alpha=2.0, beta=0.5):
    n, b, c = logits.shape
    p = logits.softmax(2)  # (N, B, C)
    m = p.mean(0)  # (B, C)
    negative_entropy = (m * torch.log(m + 1e-20)).sum(1).mean()
    others = torch.ones(b, c, dtype=torch.bool).scatter_(1, labels[:, None], False)
    wrong = p[:, others].view(n, b, c - 1)
    z = unit(wrong)
    gram = z @ z.transpose(1, 2) + 1e-5 * torch.eye(n)
    return alpha * negative_entropy - beta * torch.logdet(gram).mean()


def cosine_of_maps(maps, padding=1):
    """Signed maps (N, B, H, W) through ReLU, crop, standardisation and mean pairwise cosine."""
    inner = maps.relu()[..., padding:-padding, padding:-padding].flatten(2)  # (N, B, h w)
    centred = inner - inner.mean(2, keepdim=True)
    standard = centred / (inner.std(2, correction=0, keepdim=True) + 1e-6)
    z = unit(standard)
    return off_diagonal_mean(z @ z.transpose(1, 2))


class Discriminator(nn.Module):
    """Whether two features come from one image, given the class."""

    def __init__(self, classes=10, features=84, embedding=64):
        super().__init__()
        self.label_embedder = nn.Embedding(classes, embedding)
        self.net = nn.Sequential(
            nn.Linear(2 * features + embedding, 256),
            nn.LeakyReLU(0.2),
            nn.Linear(256, 256),
            nn.LeakyReLU(0.2),
            nn.Linear(256, 100),
            nn.LeakyReLU(0.2),
            nn.Linear(100, 1),
        )

    def forward(self, left, right, labels):
        return self.net(torch.cat([left, right, self.label_embedder(labels)], -1)).squeeze(-1)

    def load(self, start):
        with torch.no_grad():
            for name, parameter in self.named_parameters():
                parameter.copy_(torch.from_numpy(start["d_" + name.replace(".", "_")]))


def log_ratio(logits):
    """10 tanh(r / 10), r = -log(exp(-logsigmoid) - 1 + 1e-6)."""
    r = -torch.log(torch.exp(-F.logsigmoid(logits)) - 1 + 1e-6)
    return 10 * torch.tanh(r / 10)


def rolled(labels):
    """For each image the one before it of its class, for the first the last; (B,) int64."""
    partners = torch.empty_like(labels)
    for c in labels.unique():
        own = torch.nonzero(labels == c).flatten()
        partners[own] = own.roll(1)
    return partners
