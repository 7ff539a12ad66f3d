"""Text messages, through a gateway that the operator provides."""
