"""What is told, to whom, and when: pure decisions."""

from guiju.alerts.rules.messages import Concerned, Kind, Message, Severity

__all__ = ["Concerned", "Kind", "Message", "Severity"]
