"""What this build of Python lacks or refuses, and what stands in its place."""
