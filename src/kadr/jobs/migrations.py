"""The database's tables. Each entry brings a database of the version before it to its own; none is ever changed."""

MIGRATIONS = (
    """
    CREATE TABLE jobs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      board TEXT NOT NULL,
      lane TEXT NOT NULL,
      engine TEXT NOT NULL,
      wish TEXT NOT NULL,                       -- JSON: setting -> text
      state TEXT NOT NULL,
      priority INTEGER NOT NULL,
      position INTEGER NOT NULL,
      paused INTEGER NOT NULL DEFAULT 0,
      lease INTEGER NOT NULL DEFAULT 0,         -- 0: nobody works on it
      solo INTEGER NOT NULL DEFAULT 0,          -- its next claim is of one item: to find the one that kills
      reason TEXT,                              -- JSON: a message
      created TEXT NOT NULL,
      ended TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX jobs_by_turn ON jobs (lane, state, priority DESC, position);
    CREATE INDEX jobs_by_board ON jobs (board);
    CREATE TABLE items (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
      panel TEXT NOT NULL,
      take INTEGER NOT NULL,
      state TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      key TEXT NOT NULL DEFAULT '',
      seconds REAL NOT NULL DEFAULT 0,
      reason TEXT
    );
    CREATE INDEX items_by_job ON items (job, state);
    CREATE INDEX items_by_state ON items (state);
    CREATE TABLE events (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      board TEXT NOT NULL,
      job INTEGER,
      data TEXT NOT NULL
    );
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    """,
)

VERSION = len(MIGRATIONS)
"""The newest version, and the one that this kadr writes."""
