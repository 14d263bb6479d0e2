"""Jobs: asked for in one transaction, done later by whoever holds their lease, and never twice.

A job's effect and its end are one transaction, which looks whether the lease is still held. So the job of
a worker that was killed is taken again once its lease is over, and a worker that stalled changes nothing
when it wakes up.
"""
