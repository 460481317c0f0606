package sdde.run;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import sdde.config.Choice;

/**
 * A set of images on which a trained ensemble is asked.
 *
 * @param name {@code mnist/test}: dataset and split; also its file name under {@code predictions/}
 * @param role what it is for
 * @param dataset where the images come from, parameters complete
 * @param split {@code validation} or {@code test}
 * @param longFeatures whether feature vectors are stored with the predictions even where they are long
 */
public record EvalSet(
        String name, Role role, Choice dataset, String split, @JsonInclude(NON_DEFAULT) boolean longFeatures) {
    /** What an evaluation set is for. Only validation roles may select anything. */
    public enum Role {
        @JsonProperty("validation")
        VALIDATION,
        @JsonProperty("test")
        TEST,
        @JsonProperty("ood-validation")
        OOD_VALIDATION,
        @JsonProperty("ood-near")
        OOD_NEAR,
        @JsonProperty("ood-far")
        OOD_FAR;

        /** As a user writes it: {@code ood-near}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public boolean isOod() {
            return this == OOD_VALIDATION || this == OOD_NEAR || this == OOD_FAR;
        }
    }

    /** Stores feature vectors where they are short. */
    public EvalSet(String name, Role role, Choice dataset, String split) {
        this(name, role, dataset, split, false);
    }

    public EvalSet {
        if (!name.matches("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+") || name.contains("..")) {
            throw new IllegalArgumentException("an evaluation set is named dataset/split, got '" + name + "'");
        }
    }
}
