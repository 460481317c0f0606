package sdde.evaluate.metric;

import sdde.evaluate.SinglePrecision;

/**
 * An image's prediction and its confidence as the authors' float32 softmax has them: 1 over the rounded sum of
 * {@code exp(z_c - max z)}. That differs from the rounded probability, and so does which confidences are exactly 1.0 and
 * which probabilities tie.
 *
 * @param prediction the class of the largest rounded probability, the first of equals
 */
record PaperForecast(int prediction, float confidence) {
    static PaperForecast of(Forecast forecast, int image) {
        double largest = forecast.confidence(image);
        float[] terms = new float[forecast.classes()]; // (C)
        for (int c = 0; c < terms.length; c++) {
            terms[c] = (float) (forecast.probability(image, c) / largest);
        }
        float inverse = 1 / SinglePrecision.sum(terms); // by which PyTorch multiplies
        int prediction = 0;
        while (terms[prediction] * inverse < inverse) {
            prediction++;
        }
        return new PaperForecast(prediction, inverse);
    }
}
