"""The server's manners: who may call, how long it waits, how it ends.

Promises: Slow clients are told so in time; SIGTERM ends it in seconds with status 0.
Imports: ingest.intake, ui.api, ui.terminal, ui.texts.
Face: guard, no_store, patience, patient_protocol, stopping.
Start at: guard.py, stopping.py.
"""
