"""What people do at the desk: put off, see one another, take back, use saved words, ask a second person."""
