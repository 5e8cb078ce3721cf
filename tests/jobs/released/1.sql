BEGIN TRANSACTION;
CREATE TABLE events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        board TEXT NOT NULL,
        job INTEGER NOT NULL,
        data TEXT NOT NULL
    );
INSERT INTO "events" VALUES(1,'job-added','board-a',1,'{"items": 1}');
INSERT INTO "events" VALUES(2,'job-changed','board-a',1,'{"state": "running"}');
INSERT INTO "events" VALUES(3,'item-began','board-a',1,'{"item": 1, "panel": "aaaa", "take": 1}');
INSERT INTO "events" VALUES(4,'item-ended','board-a',1,'{"item": 1, "panel": "aaaa", "take": 1, "state": "done", "key": "f00d", "seconds": 0.5, "reason": null}');
INSERT INTO "events" VALUES(5,'job-changed','board-a',1,'{"state": "done"}');
INSERT INTO "events" VALUES(6,'job-added','board-b',2,'{"items": 3}');
INSERT INTO "events" VALUES(7,'job-changed','board-b',2,'{"state": "running"}');
INSERT INTO "events" VALUES(8,'item-ended','board-b',2,'{"item": 2, "panel": "bbbb", "take": 1, "state": "failed", "key": "", "seconds": null, "reason": {"id": "studio.broke", "facts": {"engine": "draft", "detail": "x"}}}');
INSERT INTO "events" VALUES(9,'item-began','board-b',2,'{"item": 3, "panel": "cccc", "take": 1}');
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
INSERT INTO "items" VALUES(1,1,'aaaa',1,'done',0,'f00d',0.5,NULL,4);
INSERT INTO "items" VALUES(2,2,'bbbb',1,'failed',0,'',NULL,'{"id": "studio.broke", "facts": {"engine": "draft", "detail": "x"}}',8);
INSERT INTO "items" VALUES(3,2,'cccc',1,'running',0,'',NULL,NULL,NULL);
INSERT INTO "items" VALUES(4,2,'dddd',2,'waiting',0,'',NULL,NULL,NULL);
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
INSERT INTO "jobs" VALUES(1,'board-a','draft','draft','{"style": "ink"}','done',0,0,1,0,0,0,0,'2026-11-25T12:00:00Z','2026-11-25T12:00:00Z');
INSERT INTO "jobs" VALUES(2,'board-b','draft','draft','{"style": "ink", "text": "\u0421\u0442\u0435\u043f\u044c"}','running',0,1,1,2,0,0,0,'2026-11-25T12:00:00Z','');
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES('lease',2);
INSERT INTO "meta" VALUES('pause',NULL);
INSERT INTO "meta" VALUES('starts',1);
CREATE INDEX jobs_in_line ON jobs (lane, state, priority DESC, position, id);
CREATE INDEX jobs_of_board ON jobs (board, state);
CREATE INDEX items_of_job ON items (job, state);
CREATE INDEX items_unfinished ON items (job) WHERE state IN ('waiting', 'running');
CREATE INDEX items_timed ON items (ended) WHERE seconds IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('jobs',2);
INSERT INTO "sqlite_sequence" VALUES('items',4);
INSERT INTO "sqlite_sequence" VALUES('events',9);
COMMIT;
