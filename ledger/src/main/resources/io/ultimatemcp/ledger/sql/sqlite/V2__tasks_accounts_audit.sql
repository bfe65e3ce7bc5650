-- Long-running calls that a client asks about again. version counts the changes, for compare-and-set.
CREATE TABLE tasks (
    id TEXT NOT NULL PRIMARY KEY,
    principal TEXT NOT NULL,
    status TEXT NOT NULL,
    status_message TEXT,
    created_us INTEGER NOT NULL,
    updated_us INTEGER NOT NULL,
    ttl_us INTEGER,
    expires_us INTEGER,
    poll_us INTEGER,
    request TEXT NOT NULL,
    input_requests TEXT,
    result TEXT,
    error TEXT,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX tasks_by_principal ON tasks (principal, created_us, id);
CREATE INDEX tasks_by_expiry ON tasks (expires_us) WHERE expires_us IS NOT NULL;

CREATE TABLE users (
    name TEXT NOT NULL PRIMARY KEY,
    created_us INTEGER NOT NULL,
    disabled_us INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE role_assignments (
    user_name TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    role TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    granted_us INTEGER NOT NULL,
    PRIMARY KEY (user_name, role)
) STRICT, WITHOUT ROWID;

-- The secret itself is never stored. scopes is a list separated by spaces (RFC 6749, 3.3).
CREATE TABLE api_keys (
    id TEXT NOT NULL PRIMARY KEY,
    user_name TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    secret_sha256 TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    role TEXT,
    scopes TEXT NOT NULL,
    created_us INTEGER NOT NULL,
    expires_us INTEGER,
    revoked_us INTEGER
) STRICT;
CREATE INDEX api_keys_by_user ON api_keys (user_name, created_us, id);

-- Tokens of one log-in form a family; using one twice revokes the family.
CREATE TABLE refresh_tokens (
    secret_sha256 TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL,
    user_name TEXT NOT NULL,
    grants TEXT NOT NULL,
    issued_us INTEGER NOT NULL,
    expires_us INTEGER NOT NULL,
    used_us INTEGER
) STRICT;
CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family);
CREATE INDEX refresh_tokens_by_user ON refresh_tokens (user_name);
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_us);

-- What is no longer honoured: one token by its identifier, or all of a user issued before a moment.
-- seq lets every node ask for what is new.
CREATE TABLE revocations (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    revoked_us INTEGER NOT NULL,
    until_us INTEGER NOT NULL
) STRICT;
CREATE INDEX revocations_by_subject ON revocations (kind, subject);
CREATE INDEX revocations_by_expiry ON revocations (until_us);

-- Append-only; each hash covers the one before.
CREATE TABLE audit (
    seq INTEGER NOT NULL PRIMARY KEY,
    at_us INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT,
    outcome TEXT NOT NULL,
    request_id TEXT,
    detail TEXT,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
