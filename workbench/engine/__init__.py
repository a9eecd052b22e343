"""The helper process: one table of jobs, served as JSON lines."""
