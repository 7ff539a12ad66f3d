"""The ways people are reached, one folder each; what a folder must offer is said in `port`."""

from guiju.alerts.channels.port import SECONDS, Channel, Later, Letter, Outcome, Refused, Sent, channels

__all__ = ["SECONDS", "Channel", "Later", "Letter", "Outcome", "Refused", "Sent", "channels"]
