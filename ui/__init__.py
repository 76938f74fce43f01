"""The rim for people and programs: command line, HTTP service, page."""
