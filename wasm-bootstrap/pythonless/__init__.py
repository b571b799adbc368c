"""The Python half of pythonless. TypeScript calls `pythonless.door`, and nothing else."""
