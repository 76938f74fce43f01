"""The server's manners: who may call, how long it waits, how it ends."""
