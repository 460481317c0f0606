package sdde.track;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;

/** Puts {@link Page}s on the server: found before made, in batches the server takes, and read back. */
final class Mirror {
    /** A server takes 1000 things at once, at most 100 parameters and 100 tags among them. */
    private static final int METRICS = 800;

    private static final int PARAMS = 100;
    private static final int TAGS = 100;
    private static final int LONGEST_PARAM = 6000;
    private static final int LONGEST_TAG = 8000;

    private final Calls calls;
    private final Map<String, String> experiments = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();

    Mirror(Calls calls) {
        this.calls = calls;
    }

    /** @param sweep also the experiment's name */
    void sweep(String sweep, Page page) throws InterruptedException {
        fill(parent(sweep, page.start()), page);
    }

    /** @param sweepStart of the parent, should it not be there yet */
    void run(String sweep, long sweepStart, Page page) throws InterruptedException {
        String parent = parent(sweep, sweepStart);
        String experiment = experiment(sweep);
        fill(calls.call(client -> found(client, experiment, page.tag(), page.name(), page.start(), parent)), page);
    }

    private String parent(String sweep, @Nullable Long start) throws InterruptedException {
        String known = parents.get(sweep);
        if (known != null) {
            return known;
        }
        String experiment = experiment(sweep);
        Page.Tag tag = new Page.Tag("sdde.kind", "sweep");
        String made = calls.call(client -> found(client, experiment, tag, sweep, start, null));
        parents.put(sweep, made);
        return made;
    }

    private String experiment(String name) throws InterruptedException {
        String known = experiments.get(name);
        if (known != null) {
            return known;
        }
        String id = calls.call(client -> {
            Experiment there = client.getExperimentByName(name).orElse(null);
            if (there == null) {
                return client.createExperiment(name);
            }
            if (there.getLifecycleStage().equals("deleted")) {
                client.restoreExperiment(there.getExperimentId());
            }
            return there.getExperimentId();
        });
        experiments.put(name, id);
        return id;
    }

    /** The search is part of each try, so a run whose making was not answered is found by the next one. */
    private static String found(
            MlflowClient client,
            String experiment,
            Page.Tag tag,
            String name,
            @Nullable Long start,
            @Nullable String parent) {
        String filter = "tags.`%s` = '%s'".formatted(tag.key(), tag.text());
        List<Run> there =
                client.searchRuns(List.of(experiment), filter, ViewType.ALL, 10).getItems();
        for (Run run : there) {
            if (run.getInfo().getLifecycleStage().equals("active")) {
                return run.getInfo().getRunId();
            }
        }
        if (!there.isEmpty()) {
            String id = there.get(0).getInfo().getRunId();
            client.restoreRun(id);
            return id;
        }
        CreateRun.Builder create = CreateRun.newBuilder()
                .setExperimentId(experiment)
                .setRunName(name)
                .addTags(tag(tag.key(), tag.text()));
        if (start != null) {
            create.setStartTime(start);
        }
        if (parent != null) {
            create.addTags(tag("mlflow.parentRunId", parent));
        }
        return client.createRun(create.build()).getRunId();
    }

    private void fill(String run, Page page) throws InterruptedException {
        List<Param> params = page.params().entrySet().stream()
                .map(entry -> Param.newBuilder()
                        .setKey(entry.getKey())
                        .setValue(cut(entry.getValue(), LONGEST_PARAM))
                        .build())
                .toList();
        List<RunTag> tags = page.tags().entrySet().stream()
                .map(entry -> tag(entry.getKey(), cut(entry.getValue(), LONGEST_TAG)))
                .toList();
        List<Metric> metrics = page.points().stream().map(Mirror::metric).toList();
        int most = Math.max(
                Math.max(pieces(params.size(), PARAMS), pieces(tags.size(), TAGS)), pieces(metrics.size(), METRICS));
        for (int i = 0; i < most; i++) {
            send(run, piece(metrics, i, METRICS), piece(params, i, PARAMS), piece(tags, i, TAGS));
        }
        calls.call(client -> confirmed(client, run, page));
        Long end = page.end();
        calls.call(client -> {
            if (end == null) {
                client.setTerminated(run, page.status());
            } else {
                client.setTerminated(run, page.status(), end);
            }
            return run;
        });
    }

    private void send(String run, List<Metric> metrics, List<Param> params, List<RunTag> tags)
            throws InterruptedException {
        calls.call(client -> {
            client.logBatch(run, metrics, params, tags);
            return run;
        });
    }

    /** A proxy that answers 200 with a page of its own makes the client believe that all went well. */
    private static String confirmed(MlflowClient client, String run, Page page) {
        Run there = client.getRun(run);
        Set<String> missing =
                page.points().stream().map(Page.Point::key).collect(Collectors.toCollection(HashSet::new));
        there.getData().getMetricsList().forEach(metric -> missing.remove(metric.getKey()));
        Set<String> params = new HashSet<>(page.params().keySet());
        there.getData().getParamsList().forEach(param -> params.remove(param.getKey()));
        missing.addAll(params);
        if (!missing.isEmpty()) {
            throw new TrackingException(missing.size() + " keys were sent but are not there", true);
        }
        return run;
    }

    private static RunTag tag(String key, String text) {
        return RunTag.newBuilder().setKey(key).setValue(text).build();
    }

    private static Metric metric(Page.Point point) {
        return Metric.newBuilder()
                .setKey(point.key())
                .setValue(point.score())
                .setTimestamp(point.time())
                .setStep(point.step())
                .build();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static int pieces(int count, int size) {
        return (count + size - 1) / size;
    }

    /** The piece of that number, empty beyond the last. */
    static <T> List<T> piece(List<T> all, int number, int size) {
        int from = Math.min(all.size(), number * size);
        return all.subList(from, Math.min(all.size(), from + size));
    }
}
