"""Constants fitted by command: fusion, re-ranking lists, nearness in meaning."""
