"""The database's schema as the list of steps that made it: a new step is a new text at the end.

``PRAGMA user_version`` counts the steps that were taken. A text that was released is never changed.
"""

MIGRATIONS = (
    """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    INSERT INTO meta VALUES ('lease', 0), ('starts', 0), ('pause', NULL);

    CREATE TABLE jobs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        board TEXT NOT NULL,
        lane TEXT NOT NULL,
        engine TEXT NOT NULL,
        wish TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'done', 'failed', 'cancelled')),
        paused INTEGER NOT NULL DEFAULT 0,
        priority INTEGER NOT NULL,
        position INTEGER NOT NULL,
        lease INTEGER NOT NULL DEFAULT 0,
        only_item INTEGER NOT NULL DEFAULT 0,
        solo INTEGER NOT NULL DEFAULT 0,
        crashes INTEGER NOT NULL DEFAULT 0,
        added TEXT NOT NULL,
        ended TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX jobs_in_line ON jobs (lane, state, priority DESC, position, id);
    CREATE INDEX jobs_of_board ON jobs (board, state);

    CREATE TABLE items (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
        panel TEXT NOT NULL,
        take INTEGER NOT NULL,
        state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
        attempts INTEGER NOT NULL DEFAULT 0,
        key TEXT NOT NULL DEFAULT '',
        seconds REAL,
        reason TEXT,
        ended INTEGER,
        UNIQUE (job, panel, take)
    );
    CREATE INDEX items_of_job ON items (job, state);
    CREATE INDEX items_unfinished ON items (job) WHERE state IN ('waiting', 'running');
    CREATE INDEX items_timed ON items (ended) WHERE seconds IS NOT NULL;

    CREATE TABLE events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        board TEXT NOT NULL,
        job INTEGER NOT NULL,
        data TEXT NOT NULL
    );
    """,
)
