"""What the shop knows of orders."""
