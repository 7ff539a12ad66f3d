"""A robot in a group of DingTalk (钉钉)."""
