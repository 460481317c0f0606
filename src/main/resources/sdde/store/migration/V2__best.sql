-- Portable between H2 2.x and PostgreSQL 15.

-- Over seeds; runs without a result do not count.
CREATE VIEW v_mean AS
SELECT r.dataset, r.network, r.method, r.lambda, r.ensemble_size,
       m.eval_set, m.aggregator, m.temperature, m.metric,
       COUNT(*) AS seeds,
       CAST(AVG(m.score) AS DOUBLE PRECISION) AS mean_score,
       CAST(STDDEV_SAMP(m.score) AS DOUBLE PRECISION) AS sd_score
FROM measurement m JOIN run r ON r.run_id = m.run_id
WHERE r.state = 'SUCCEEDED' AND m.score IS NOT NULL
GROUP BY r.dataset, r.network, r.method, r.lambda, r.ensemble_size,
         m.eval_set, m.aggregator, m.temperature, m.metric;

-- The method with the best mean, for every number. Which way is better: docs/metrics.md.
CREATE VIEW v_best AS
SELECT dataset, network, ensemble_size, eval_set, aggregator, temperature, metric,
       method, lambda, seeds, mean_score, sd_score
FROM (SELECT v.*,
             ROW_NUMBER() OVER (
                 PARTITION BY dataset, network, ensemble_size, eval_set, aggregator, temperature, metric
                 ORDER BY CASE WHEN metric LIKE '%accuracy%' OR metric LIKE 'auroc%' OR metric LIKE 'aupr%'
                               THEN -mean_score ELSE mean_score END,
                          method, lambda) AS place
      FROM v_mean v) ranked
WHERE place = 1;

CREATE INDEX run_by_state ON run (state);
CREATE INDEX outbox_by_time ON outbox (recorded);

-- With the number itself, so that a curve over a million rows is read from the index alone.
DROP INDEX epoch_metric_by_metric;
CREATE INDEX epoch_metric_with_score ON epoch_metric (metric, run_id, epoch, score);
