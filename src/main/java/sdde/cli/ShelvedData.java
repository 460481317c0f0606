package sdde.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import sdde.config.Choice;
import sdde.config.MissingData;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Datasets;
import sdde.data.Split;
import sdde.plan.DataShelf;

/** Looks what data are there by reading them. */
final class ShelvedData implements DataShelf {
    private static final String VALIDATION_SIZE = "validation_size";

    @Override
    public Optional<String> problem(Choice dataset, List<String> splits) {
        try {
            Dataset data = least(dataset);
            data.checkFiles();
            for (String split : splits) {
                data.size(Split.of(split));
            }
            return Optional.empty();
        } catch (UserError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean isAbsent(Choice dataset) {
        try {
            Datasets.REGISTRY.create(dataset).facts();
            return false;
        } catch (MissingData e) {
            return true;
        } catch (UserError e) {
            return false;
        }
    }

    @Override
    public OptionalLong validationSize(Choice dataset) {
        Object size = Datasets.REGISTRY.complete(dataset).parameters().get(VALIDATION_SIZE);
        return size instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    @Override
    public long trainingImages(Choice dataset) {
        return least(dataset).size(Split.TRAIN) + 1L;
    }

    @Override
    public Optional<Form> form(Choice dataset) {
        try {
            Dataset.Facts facts = Datasets.REGISTRY.create(dataset).facts();
            return facts.height() == facts.width()
                    ? Optional.of(new Form(facts.classes(), facts.channels(), facts.height()))
                    : Optional.empty();
        } catch (UserError e) {
            return Optional.empty(); // its files alone could tell
        }
    }

    /** The set with one validation image: how many are asked for may be more than there are. */
    private static Dataset least(Choice dataset) {
        Map<String, Object> parameters = new TreeMap<>(dataset.parameters());
        if (Datasets.REGISTRY.parameters(dataset.name()).containsKey(VALIDATION_SIZE)) {
            parameters.put(VALIDATION_SIZE, 1);
        }
        return Datasets.REGISTRY.create(Choice.of(dataset.name(), parameters));
    }
}
