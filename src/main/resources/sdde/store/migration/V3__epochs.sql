-- Portable between H2 2.x and PostgreSQL 15.

-- One epoch of all runs, and curves over all runs: of a million rows only those asked for are read.
CREATE INDEX epoch_metric_by_epoch ON epoch_metric (metric, epoch, run_id, score);
