-- Times are microseconds since 1970-01-01T00:00:00Z, durations microseconds, digests lower-case hexadecimal.

-- Small key/value pairs: the identity of this ledger, the key of its cursors, the last results of checks.
CREATE TABLE notes (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- data is NULL where the content is a file named by its digest.
CREATE TABLE blobs (
    sha256 TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    data BLOB,
    created_us INTEGER NOT NULL
) STRICT;

CREATE TABLE runs (
    id TEXT NOT NULL PRIMARY KEY,
    tool TEXT NOT NULL,
    principal TEXT NOT NULL,
    door TEXT NOT NULL,
    started_us INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    error_code TEXT,
    language TEXT,
    arguments_sha256 TEXT NOT NULL,
    code_sha256 TEXT,
    request_id TEXT,
    session_id TEXT,
    replays TEXT,
    isolation TEXT,
    provenance TEXT NOT NULL,
    result TEXT,
    result_sha256 TEXT,
    CHECK ((result IS NULL) <> (result_sha256 IS NULL))
) STRICT;
CREATE INDEX runs_by_time ON runs (started_us, id);
CREATE INDEX runs_by_principal ON runs (principal, started_us, id);
CREATE INDEX runs_by_code ON runs (code_sha256, started_us, id) WHERE code_sha256 IS NOT NULL;

CREATE TABLE artifacts (
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    mime_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

-- Who refers to which content: the count of these rows is the reference count of a blob, and the
-- foreign key keeps a blob that is referred to from being deleted.
CREATE TABLE run_blobs (
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    sha256 TEXT NOT NULL REFERENCES blobs (sha256),
    PRIMARY KEY (run_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_blobs_by_blob ON run_blobs (sha256);

-- What other stores have to be told, in the order of the commits.
CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    at_us INTEGER NOT NULL
) STRICT;

CREATE TABLE outbox_consumers (
    consumer TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
