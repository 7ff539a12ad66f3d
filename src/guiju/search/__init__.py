"""What can be searched, declared by those who own it. There is no engine yet: decision 0006."""
