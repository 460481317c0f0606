"""`best` with DICE's discriminator in float32 throughout: faster, but its numbers leave the golden trajectory. Shown beside it."""

import torch
from torch.nn import functional as F

import best
import losses


class Step(best.Step):
    def make_discriminator(self, rate):
        left, right = torch.triu_indices(self.members, self.members, 1)
        self.left, self.right = left, right
        self.discriminator = losses.Discriminator()
        self.slow = torch.optim.RMSprop(
            self.discriminator.parameters(), lr=rate, momentum=0.9, weight_decay=5e-4, foreach=True
        )

    def redundancy(self, features, pixels, labels):
        for parameter in self.discriminator.parameters():
            parameter.requires_grad_(False)
        value = losses.log_ratio(self.pair_logits(features, features, labels)).mean()
        self.seen = features.detach(), labels
        return value, value

    def pair_logits(self, left, right, labels):
        """(pairs, B). The first layer is a sum of what it makes of left, right and label."""
        first, d = self.discriminator.net[0], left.shape[2]
        w_left, w_right, w_label = first.weight.split([d, d, first.weight.shape[1] - 2 * d], 1)
        of_label = F.linear(self.discriminator.label_embedder(labels), w_label, first.bias)  # (B, U)
        sums = (left @ w_left.t())[self.left] + (right @ w_right.t())[self.right] + of_label
        return self.discriminator.net[1:](sums).squeeze(-1)

    def learn(self):
        features, labels = self.seen
        for parameter in self.discriminator.parameters():
            parameter.requires_grad_(True)
        joint = self.pair_logits(features, features, labels)
        product = self.pair_logits(features, features[:, losses.rolled(labels)], labels)
        loss = -0.5 * (F.logsigmoid(joint).mean() + F.logsigmoid(-product).mean())
        self.slow.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.discriminator.parameters(), 1.0)
        self.slow.step()

    def load_discriminator(self, start):
        self.discriminator.load(start)

    def discriminator_numbers(self):
        return [p.detach().double().numpy() for p in self.discriminator.parameters()]
