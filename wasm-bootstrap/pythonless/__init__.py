"""The Python half of pythonless. TypeScript calls `pythonless.rpc`, and nothing else."""
