"""Outgoing HTTP: exchanges with the host, and the sockets, TLS and names that clients see."""
