"""The tables of cited acts and edges, made where they are absent; what fills them is ``ingest.archive.citations.store``."""

TABLES = """
CREATE TABLE IF NOT EXISTS edges_read (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    rules INTEGER NOT NULL, name TEXT
);
CREATE INDEX IF NOT EXISTS edges_read_name ON edges_read (name) WHERE name IS NOT NULL;
CREATE TABLE IF NOT EXISTS cited_acts (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    printed TEXT NOT NULL, normal TEXT, name TEXT, digits TEXT NOT NULL, code TEXT NOT NULL,
    kind TEXT, issued_on TEXT, year INTEGER, issuer TEXT, title TEXT,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    PRIMARY KEY (document_id, position)
);
CREATE INDEX IF NOT EXISTS cited_acts_normal ON cited_acts (normal);
CREATE INDEX IF NOT EXISTS cited_acts_name ON cited_acts (name) WHERE name IS NOT NULL;
CREATE INDEX IF NOT EXISTS cited_acts_digits ON cited_acts (digits, issued_on);
CREATE TABLE IF NOT EXISTS edges (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL, actor INTEGER, target INTEGER, part INTEGER NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    PRIMARY KEY (document_id, position)
);
CREATE INDEX IF NOT EXISTS edges_changing ON edges (document_id) WHERE kind IN ('replaces', 'repeals', 'amends')
"""
