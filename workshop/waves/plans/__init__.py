"""The plan of a wave: who is asked what, when, under which promise, and the launch that makes it final."""
