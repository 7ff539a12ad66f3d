"""A robot in a group of Feishu (飞书) or Lark."""
