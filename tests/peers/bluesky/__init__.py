"""The official Bluesky servers (`@atproto/dev-env` from npm), on a Node of their own, in the user's cache folder."""
