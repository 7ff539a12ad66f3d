"""A robot in a group of WeCom (企业微信)."""
