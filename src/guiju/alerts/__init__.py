"""推送: told in time, by the channel a person uses; nothing lost, nothing told twice."""
