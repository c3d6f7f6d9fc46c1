-- Secrets that the gateway keeps itself. Owner: dev.pointsman.hostkit.secrets. Holds no secret in clear text: what is
-- sealed can be opened only with the master key, which is not here.

-- One random key per workspace (empty for the platform), itself sealed with a master key.
CREATE TABLE sealed_data_key (
    workspace TEXT PRIMARY KEY,
    master_key_id TEXT NOT NULL,
    sealed_key TEXT NOT NULL,
    made_at BIGINT NOT NULL
);

-- One row per secret, sealed with its workspace's key; the version counts its values.
CREATE TABLE sealed_secret (
    workspace TEXT NOT NULL,
    provider TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    sealed TEXT NOT NULL,
    sealed_at BIGINT NOT NULL,
    PRIMARY KEY (workspace, provider, id)
);
