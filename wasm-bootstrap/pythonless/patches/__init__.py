"""Replacements for functions that this build of Python lacks, and errors for those that it cannot have."""
