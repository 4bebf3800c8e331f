"""Work that is due: leases, schedule, outbox, rate buckets, heartbeat."""
