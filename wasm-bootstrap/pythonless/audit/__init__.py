"""The audit: changes that outlive a call."""
