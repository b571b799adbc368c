"""As far as we use it. Pyodide's own types come with its interpreter only."""
