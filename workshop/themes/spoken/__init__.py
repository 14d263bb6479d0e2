"""Words looked for in everything that was said or written in an engagement's interviews."""
