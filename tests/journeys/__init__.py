"""People use Vitrino: in a real browser against the real process, and the whole loop without one."""
