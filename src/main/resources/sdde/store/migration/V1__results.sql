-- Portable between H2 2.x and PostgreSQL 15. One row a number.
-- Times are milliseconds since 1970, UTC. A score that is not a number (NaN) is NULL; infinities are kept.

CREATE TABLE sweep (
    sweep       VARCHAR NOT NULL,
    plan        VARCHAR(16) NOT NULL,        -- hash of the members
    description VARCHAR NOT NULL,
    started     BIGINT NOT NULL,
    expanded    INTEGER NOT NULL,            -- points of the grid before merging and exclusion
    merged      INTEGER NOT NULL,
    excluded    INTEGER NOT NULL,
    source      VARCHAR NOT NULL,            -- text of the sweep file
    PRIMARY KEY (sweep, plan)
);

CREATE TABLE run (
    run_id         VARCHAR(16) PRIMARY KEY,
    title          VARCHAR NOT NULL,
    state          VARCHAR(16) NOT NULL,     -- PLANNED LEASED RUNNING SUCCEEDED DIVERGED FAILED CANCELLED
    reason         VARCHAR,                  -- of a state that is not SUCCEEDED
    dataset        VARCHAR NOT NULL,
    network        VARCHAR NOT NULL,
    method         VARCHAR NOT NULL,
    lambda         DOUBLE PRECISION,         -- NULL where the method has none
    ensemble_size  INTEGER NOT NULL,
    seed           BIGINT NOT NULL,
    epochs         INTEGER NOT NULL,
    batch_size     INTEGER NOT NULL,
    learning_rate  DOUBLE PRECISION NOT NULL,
    momentum       DOUBLE PRECISION NOT NULL,
    weight_decay   DOUBLE PRECISION NOT NULL,
    augmentation   VARCHAR NOT NULL,
    spec           VARCHAR NOT NULL,         -- canonical JSON, all parameters
    chosen_epoch   INTEGER,
    won_by         INTEGER,                  -- the attempt whose outputs were promoted
    weights_sha256 VARCHAR(64),
    logits_sha256  VARCHAR(64)
);

CREATE TABLE sweep_run (
    sweep  VARCHAR NOT NULL,
    plan   VARCHAR(16) NOT NULL,
    run_id VARCHAR(16) NOT NULL REFERENCES run,
    place  INTEGER NOT NULL,                 -- in plan order, from 0
    PRIMARY KEY (sweep, plan, run_id),
    FOREIGN KEY (sweep, plan) REFERENCES sweep
);
CREATE INDEX sweep_run_of_run ON sweep_run (run_id);

CREATE TABLE sweep_eval_set (
    sweep    VARCHAR NOT NULL,
    plan     VARCHAR(16) NOT NULL,
    run_id   VARCHAR(16) NOT NULL,
    eval_set VARCHAR NOT NULL,
    role     VARCHAR(16) NOT NULL,           -- validation test ood-validation ood-near ood-far
    PRIMARY KEY (sweep, plan, run_id, eval_set),
    FOREIGN KEY (sweep, plan, run_id) REFERENCES sweep_run
);

CREATE TABLE attempt (
    run_id  VARCHAR(16) NOT NULL REFERENCES run,
    attempt INTEGER NOT NULL,
    kind    VARCHAR(16),                     -- TRAIN PREDICT
    device  VARCHAR,
    threads INTEGER,
    started BIGINT,
    seconds DOUBLE PRECISION,
    state   VARCHAR(16),
    reason  VARCHAR,
    PRIMARY KEY (run_id, attempt)
);

CREATE TABLE epoch_metric (
    run_id   VARCHAR(16) NOT NULL REFERENCES run,
    epoch    INTEGER NOT NULL,               -- from 1
    metric   VARCHAR NOT NULL,
    score    DOUBLE PRECISION,
    recorded BIGINT NOT NULL,
    PRIMARY KEY (run_id, epoch, metric)
);
CREATE INDEX epoch_metric_by_metric ON epoch_metric (metric, run_id, epoch);

CREATE TABLE measurement (
    run_id      VARCHAR(16) NOT NULL REFERENCES run,
    eval_set    VARCHAR NOT NULL,
    aggregator  VARCHAR NOT NULL,            -- '-' where it does not matter
    temperature VARCHAR NOT NULL,            -- none mean-logits mean-probabilities
    metric      VARCHAR NOT NULL,
    score       DOUBLE PRECISION,
    PRIMARY KEY (run_id, eval_set, aggregator, temperature, metric)
);
CREATE INDEX measurement_by_metric ON measurement (metric, eval_set, aggregator, temperature, run_id);

CREATE TABLE artifact (
    run_id VARCHAR(16) NOT NULL REFERENCES run,
    path   VARCHAR NOT NULL,                 -- inside the run's folder, with slashes
    bytes  BIGINT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    PRIMARY KEY (run_id, path)
);

CREATE TABLE provenance (
    run_id  VARCHAR(16) NOT NULL REFERENCES run,
    attempt INTEGER NOT NULL,                -- 0: of the run itself
    name    VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    PRIMARY KEY (run_id, attempt, name)
);

-- What a tracking server has not confirmed yet. Not made anew by a rebuild: syncing a sweep fills it again.
CREATE TABLE outbox (
    item     VARCHAR NOT NULL,               -- run id, or the plan's hash for the sweep itself
    sweep    VARCHAR NOT NULL,
    recorded BIGINT NOT NULL,
    tries    INTEGER NOT NULL,
    failure  VARCHAR,                        -- of the last try
    PRIMARY KEY (sweep, item)
);

CREATE VIEW v_run AS
SELECT r.*,
       (SELECT COUNT(*) FROM attempt a WHERE a.run_id = r.run_id) AS attempts,
       (SELECT CAST(SUM(e.score) AS DOUBLE PRECISION) FROM epoch_metric e
        WHERE e.run_id = r.run_id AND e.metric = 'seconds') AS training_seconds
FROM run r;

CREATE VIEW v_failures AS
SELECT r.run_id, r.title, r.state, r.reason,
       (SELECT COUNT(*) FROM attempt a WHERE a.run_id = r.run_id) AS attempts
FROM run r
WHERE r.state IN ('FAILED', 'DIVERGED');

CREATE VIEW v_measurement_wide AS
SELECT r.run_id, r.dataset, r.network, r.method, r.lambda, r.ensemble_size, r.seed,
       m.eval_set, m.aggregator, m.temperature,
       MAX(CASE WHEN m.metric = 'accuracy' THEN m.score END) AS accuracy,
       MAX(CASE WHEN m.metric = 'nll' THEN m.score END) AS nll,
       MAX(CASE WHEN m.metric = 'brier' THEN m.score END) AS brier,
       MAX(CASE WHEN m.metric = 'ece' THEN m.score END) AS ece,
       MAX(CASE WHEN m.metric = 'auroc' THEN m.score END) AS auroc,
       MAX(CASE WHEN m.metric = 'fpr95' THEN m.score END) AS fpr95,
       MAX(CASE WHEN m.metric = 'aupr_in' THEN m.score END) AS aupr_in,
       MAX(CASE WHEN m.metric = 'aupr_out' THEN m.score END) AS aupr_out,
       MAX(CASE WHEN m.metric = 'cam_cosine' THEN m.score END) AS cam_cosine
FROM measurement m JOIN run r ON r.run_id = m.run_id
GROUP BY r.run_id, r.dataset, r.network, r.method, r.lambda, r.ensemble_size, r.seed,
         m.eval_set, m.aggregator, m.temperature;
