"""Makes feature_space.npz: distances in feature space as NumPy computes them, term by term, from made-up features.

python make.py, with NumPy 1.26 or later. Two members, four classes, five features of which one is always 0.
"""

import numpy as np

rng = np.random.default_rng(20230522)
N, C, D, TRAIN, B, K_SHARE = 2, 4, 5, 2000, 30, 1000

labels = np.arange(TRAIN) % C
centres = rng.normal(0, 2, (N, C, D))
mix = rng.normal(0, 1, (N, D, D))


def features(n, which, noise):
    f = np.maximum(centres[n, which] + noise @ mix[n], 0)
    f[:, 3] = 0
    return f.astype(np.float16).astype(np.float64)


train = np.stack([features(n, labels, rng.normal(0, 1, (TRAIN, D))) for n in range(N)])
test = np.stack([features(n, np.arange(B) % C, rng.normal(0, 2.5, (B, D))) for n in range(N)])
test[:, 0] = 0  # a vector without direction

means = np.stack([[train[n][labels == c].mean(0) for c in range(C)] for n in range(N)])
covariance = np.zeros((N, D, D))
for n in range(N):
    for i in range(TRAIN):
        left = train[n, i] - means[n, labels[i]]
        covariance[n] += np.outer(left, left) / TRAIN

mahalanobis = np.zeros(B)
knn = np.zeros(B)
for n in range(N):
    precision = np.linalg.pinv(covariance[n], hermitian=True)
    unit = train[n] / (np.linalg.norm(train[n], axis=1, keepdims=True) + 1e-10)
    for b in range(B):
        distances = [(test[n, b] - m) @ precision @ (test[n, b] - m) for m in means[n]]
        mahalanobis[b] += max(-d for d in distances) / N
        own = test[n, b] / (np.linalg.norm(test[n, b]) + 1e-10)
        knn[b] += -np.sort(np.linalg.norm(unit - own, axis=1))[TRAIN // K_SHARE - 1] / N

np.savez_compressed(
    "feature_space.npz",
    class_means=means,
    covariance=covariance,
    sample=train.astype(np.float16),
    features=test.astype(np.float16),
    mahalanobis=mahalanobis,
    knn=knn,
)
print(np.linalg.matrix_rank(covariance[0]), mahalanobis[:3], knn[:3])
