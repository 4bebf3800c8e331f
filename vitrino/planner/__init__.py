"""The week as a page: calendar, queue, filling free slots, warning before a gap."""
