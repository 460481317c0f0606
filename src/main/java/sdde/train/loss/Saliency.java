package sdde.train.loss;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What counts as the place a member looks at. */
public enum Saliency implements Named {
    /** {@link SaliencyMaps#gradCam}: feature maps weighted by the pooled gradient of the target. */
    GRADCAM("gradcam"),
    /** Gradient of the target by the pixels of the image (authors' {@code inpgrad.py}). */
    INPUT_GRADIENT("input-gradient"),
    /** Mean of the feature maps over their channels: attention without a target. */
    ACTIVATION("activation");

    private final String label;

    Saliency(String label) {
        this.label = label;
    }

    @JsonCreator
    static Saliency named(String text) {
        return Named.find("saliency", text, values());
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }
}
