"""What comes in from files and feeds: tables of posts, exports of other tools, ideas; and the calendar feed out."""
