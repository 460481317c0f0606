"""The step in the authors' order of operations (METHODS, section 3): grey images as three channels, gradients by the
images, a second evaluation forward for DE and SDDE, a loop over members and over pairs, one tensor a parameter."""

import math

import torch
from torch import nn
from torch.nn import functional as F

import losses


class LeNet(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.block1 = nn.Sequential(nn.Conv2d(3, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2))
        self.block2 = nn.Sequential(nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2))
        self.block3 = nn.Sequential(nn.Conv2d(16, 120, 5), nn.ReLU())
        self.classifier1 = nn.Linear(120, 84)
        self.fc = nn.Linear(84, classes)

    def forward(self, images):
        """(B, 3, 28, 28) to logits (B, C), feature (B, D), map (B, 16, 5, 5)."""
        maps = self.block2(self.block1(images))
        feature = self.classifier1(self.block3(maps).flatten(1)).relu()
        return self.fc(feature), feature, maps


class Step:
    def __init__(self, method, members, rate, total_steps, discriminator_rate=1e-3, ramp_up_epochs=20):
        self.method, self.members, self.ramp_up_epochs = method, members, ramp_up_epochs
        self.nets = nn.ModuleList(LeNet() for _ in range(members))
        self.optimiser = torch.optim.SGD(
            self.nets.parameters(), lr=rate, momentum=0.9, weight_decay=5e-4, nesterov=True
        )
        least = 1e-6 / rate
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda s: least + (1 - least) / 2 * (1 + math.cos(math.pi * s / total_steps))
        )
        self.discriminator = losses.Discriminator() if method == "dice" else None
        if self.discriminator:
            self.slow = torch.optim.RMSprop(
                self.discriminator.parameters(), lr=discriminator_rate, momentum=0.9, weight_decay=5e-4
            )
        self.norm = None

    def forward(self, images):
        """(N, B, 3, 28, 28) to logits (N, B, C) and lists of features and maps."""
        outputs = [net(own) for net, own in zip(self.nets, images)]
        return torch.stack([o[0] for o in outputs]), [o[1] for o in outputs], [o[2] for o in outputs]

    def batch(self, images, rows):
        grey = images[rows].to(torch.get_default_dtype()).div(255).sub(0.5).div(0.5)  # (B, 28, 28)
        return grey.unsqueeze(1).repeat(1, 3, 1, 1)  # (B, 3, 28, 28)

    def run(self, images, labels, rows, drawn, epoch):
        """One step; losses before the update as (cross entropy, diversity, total) tensors' numbers."""
        pixels = [self.batch(images, own) for own in rows]
        targets = [labels[own] for own in rows]
        shared = len(rows) == 1
        x = torch.stack(pixels * self.members if shared else pixels).requires_grad_()  # (N, B, 3, 28, 28)
        y = targets * self.members if shared else targets
        self.nets.train()
        logits, features, maps = self.forward(x)
        common = targets[0] if shared else targets[drawn]
        if shared:
            outputs = logits, features, maps
        else:
            self.nets.eval()
            outputs = self.forward(torch.stack([pixels[drawn]] * self.members).requires_grad_())
            self.nets.train()
        ce = sum(F.cross_entropy(z, t) for z, t in zip(logits, y)) / self.members
        div, weight = self.diversity(outputs, common, epoch)
        total = ce + weight * div if self.method != "de" else ce
        slow = self.discriminator_loss([f.detach() for f in features], common) if self.discriminator else None
        self.optimiser.zero_grad()
        total.backward()
        if self.discriminator:
            self.norm = nn.utils.clip_grad_norm_(self.nets.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        if self.discriminator:
            self.slow.zero_grad()
            slow.backward()
            nn.utils.clip_grad_norm_(self.discriminator.parameters(), 1.0)
            self.slow.step()
        return ce.item(), float(div), total.item()

    def diversity(self, outputs, labels, epoch):
        """Value and weight."""
        logits, features, maps = outputs
        if self.method == "ncl":
            return losses.ncl(logits, labels), 0.1
        if self.method == "adp":
            return losses.adp(logits, labels), 0.1
        if self.method == "dice":
            ramp = min((epoch - 1) / self.ramp_up_epochs, 1)
            return self.redundancy(features, labels), 0.2 * ramp
        if self.method == "sdde":
            return losses.cosine_of_maps(self.grad_cam(logits, maps, labels)), 0.1
        return 0.0, 0.0

    @staticmethod
    def grad_cam(logits, maps, labels):
        """(N, B, 5, 5), signed."""
        cams = []
        for own, map_ in zip(logits, maps):
            score = own.gather(1, labels[:, None]).sum()
            (gradient,) = torch.autograd.grad(score, map_, create_graph=True, retain_graph=True)
            weights = gradient.mean((2, 3), keepdim=True)  # (B, K, 1, 1)
            cams.append((weights * map_).sum(1))
        return torch.stack(cams)

    def pairs(self):
        return [(i, j) for i in range(self.members) for j in range(i + 1, self.members)]

    def redundancy(self, features, labels):
        terms = [
            losses.log_ratio(self.discriminator(features[i], features[j], labels)).mean() for i, j in self.pairs()
        ]
        return sum(terms) / len(terms)

    def discriminator_loss(self, features, labels):
        total = 0
        classes, counts = labels.unique(return_counts=True)
        order = torch.argsort(labels, stable=True)
        grouped = labels[order].view(len(classes), -1).t()  # (per class, classes)
        for i, j in self.pairs():
            left = features[i][order].view(len(classes), int(counts[0]), -1).transpose(0, 1)
            right = features[j][order].view(len(classes), int(counts[0]), -1).transpose(0, 1)
            joint = self.discriminator(left, right, grouped)
            product = self.discriminator(left, right.roll(1, 0), grouped)
            total = total - 0.5 * (F.logsigmoid(joint).mean() + F.logsigmoid(-product).mean())
        return total / len(self.pairs())

    # --- the golden check -------------------------------------------------------------------------------------------

    def load(self, start):
        with torch.no_grad():
            for i, net in enumerate(self.nets):
                for name, parameter in net.named_parameters():
                    parameter.copy_(torch.from_numpy(start["w_" + name.replace(".", "_")][i]))
        if self.discriminator:
            self.discriminator.load(start)

    def discriminator_numbers(self):
        return [p.detach().double().numpy() for p in self.discriminator.parameters()]

    def gradient_norm(self):
        if self.norm is not None:
            return float(self.norm)
        return math.sqrt(sum(float(p.grad.double().square().sum()) for p in self.nets.parameters()))

    def weights(self):
        by_name = [dict(net.named_parameters()) for net in self.nets]
        return {
            name.replace(".", "_"): torch.stack([own[name].detach() for own in by_name]).numpy()
            for name in by_name[0]
        }
