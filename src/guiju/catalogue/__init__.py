"""Standards: editions, their relations, where their facts come from (标准信息服务)."""
