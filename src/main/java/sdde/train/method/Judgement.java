package sdde.train.method;

import static sdde.train.torch.TorchOps.denseLeaky;
import static sdde.train.torch.TorchOps.denseLeakyBack;
import static sdde.train.torch.TorchOps.leakyBack;
import static sdde.train.torch.TorchOps.leakyInPlace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * What a {@link Discriminator} makes of one batch: logits of joint pairs {@code (left_i, right_j, label)}, both features of
 * one image, and of product pairs {@code (left_i, other_j, label)}, the other of another image of the class.
 *
 * <p>Its gradients are written out. One number comes out of a row, so the gradient of anything by what a layer gave is the
 * number's own gradient by it, computed once for each row, times a factor: the diversity term and the discriminator's
 * learning share it. Rows R = 2 pairs · B, joint ones first; U units.
 */
final class Judgement implements Companion.Judged {
    private final DiscriminatorWeights weights;
    private final NDArray features; // (N, B, D)
    private final NDArray classes; // (B, C), one-hot
    private final NDArray choice; // (2 pairs, 3 N)
    private final NDArray inverse; // (B)
    private final NDList given; // three of (R, U), what each hidden layer gave
    private final NDList unit; // three of (R, U), gradient of a row's logit by what its layer got
    private final NDArray logits; // (2 pairs, B)
    private final long n;
    private final long images;

    /** @param features (N, B, D) @param labels (B), as many of each class that occurs */
    Judgement(DiscriminatorWeights weights, NDArray features, NDArray labels) {
        this.weights = weights;
        this.features = features;
        this.n = features.getShape().get(0);
        this.images = features.getShape().get(1);
        long[] partners = ClassGroups.partners(labels.toLongArray());
        this.inverse = features.getManager().create(PairChoice.inverse(partners));
        this.classes = labels.oneHot(
                (int) weights.embedding().getShape().get(0), weights.embedding().getDataType());
        this.choice = new PairChoice((int) n).matrix(features);
        this.given = forward(features.getManager().create(partners));
        this.logits = given.get(2)
                .matMul(weights.weight(3).transpose())
                .add(weights.bias(3))
                .reshape(-1, images);
        this.unit = backward();
    }

    private NDList forward(NDArray partners) {
        NDList first = weights.first();
        NDArray flat = features.reshape(n * images, -1); // (N B, D)
        NDArray ofLabel = classes.matMul(
                weights.embedding().matMul(first.get(2).transpose()).add(weights.bias(0))); // (B, U)
        NDArray left =
                flat.matMul(first.get(0).transpose()).reshape(n, images, -1).addi(ofLabel); // (N, B, U)
        NDArray right = flat.matMul(first.get(1).transpose()).reshape(n, images, -1); // (N, B, U)
        NDArray other = right.get(":, {}", partners); // (N, B, U)
        NDArray shares = NDArrays.concat(new NDList(left, right, other)).reshape(3 * n, -1); // (3 N, B U)
        NDArray one = leakyInPlace(
                choice.matMul(shares).reshape(-1, ofLabel.getShape().get(1))); // (R, U)
        NDArray two = denseLeaky(one, weights.weight(1), weights.bias(1));
        return new NDList(one, two, denseLeaky(two, weights.weight(2), weights.bias(2)));
    }

    private NDList backward() {
        NDArray last = weights.weight(3).broadcast(given.get(2).getShape()); // (R, U)
        NDArray three = leakyBack(last, given.get(2));
        NDArray two = denseLeakyBack(three, weights.weight(2), given.get(1));
        return new NDList(denseLeakyBack(two, weights.weight(1), given.get(0)), two, three);
    }

    private long pairs() {
        return logits.getShape().get(0) / 2;
    }

    /** Logits of joint pairs, (pairs, B). */
    NDArray joint() {
        return logits.get(":{}", pairs());
    }

    /** {@code wrong} is the logit with the sign at which it is wrong when positive. @return (2 pairs, B) */
    private NDArray wrong() {
        return NDArrays.concat(new NDList(joint().neg(), logits.get("{}:", pairs())));
    }

    /** {@code -1/2 (mean log sigmoid(joint) + mean log sigmoid(-product))}, (). */
    NDArray loss() {
        return DivergenceForm.softplus(wrong()).mean(); // -log sigmoid(x) = softplus(-x)
    }

    /** Mean share of joint and of product pairs told rightly, (). */
    NDArray accuracy() {
        return wrong().lt(0).toType(logits.getDataType(), false).mean();
    }

    /** @param byJoint gradient of anything by the joint logits, (pairs, B) @return by the features, (N, B, D) */
    NDArray byFeatures(NDArray byJoint) {
        long rows = pairs() * images;
        NDArray byRow = byJoint.toType(logits.getDataType(), false).reshape(rows, 1);
        NDArray bySum = unit.get(0).get(":{}", rows).mul(byRow); // (pairs B, U)
        NDArray shares = choice.get(":{}", pairs()).transpose().matMul(bySum.reshape(pairs(), -1)); // (3 N, B U)
        NDList first = weights.first();
        NDArray left = shares.get(":{}", n).reshape(n * images, -1).matMul(first.get(0)); // (N B, D)
        NDArray right = shares.get("{}:{}", n, 2 * n).reshape(n * images, -1).matMul(first.get(1)); // (N B, D)
        return left.addi(right).reshape(features.getShape());
    }

    /** Gradient of {@link #loss} by all numbers of the discriminator, in their order. Uses up what was kept: ask once, last. */
    NDArray byParameters() {
        NDArray signs = NDArrays.concat(new NDList(joint().onesLike().neg(), joint().onesLike()));
        NDArray sigmoid = wrong().getNDArrayInternal().sigmoid();
        NDArray byLogit = sigmoid.mul(signs).divi((double) logits.size()).reshape(-1, 1); // (R, 1)
        unit.forEach(own -> own.muli(byLogit));
        NDArray shares = choice.transpose().matMul(unit.get(0).reshape(2 * pairs(), -1)); // (3 N, B U)
        NDArray byShare = shares.reshape(3, n, images, -1);
        NDArray left = byShare.get(0); // (N, B, U)
        NDArray right = byShare.get(1).add(byShare.get(2).get(":, {}", inverse)); // (N, B, U)
        NDArray byLabel = classes.transpose().matMul(left.sum(new int[] {0})); // (C, U)
        NDArray flat = features.reshape(n * images, -1); // (N B, D)
        Shape rows = new Shape(n * images, left.getShape().get(2));
        NDArray firstWeight = NDArrays.concat(
                new NDList(
                        left.reshape(rows).transpose().matMul(flat),
                        right.reshape(rows).transpose().matMul(flat),
                        byLabel.transpose().matMul(weights.embedding())),
                1); // (U, 2 D + E)
        NDList all = new NDList(byLabel.matMul(weights.first().get(2)), firstWeight, byLabel.sum(new int[] {0}));
        for (int layer = 1; layer < 3; layer++) {
            all.add(unit.get(layer).transpose().matMul(given.get(layer - 1)));
            all.add(unit.get(layer).sum(new int[] {0}));
        }
        all.add(byLogit.transpose().matMul(given.get(2)));
        all.add(byLogit.sum());
        NDList pieces = new NDList();
        all.forEach(piece -> pieces.add(piece.reshape(-1)));
        return NDArrays.concat(pieces);
    }
}
