-- Comments on requests.

CREATE TABLE request_comments (
  number BIGINT NOT NULL PRIMARY KEY,
  request TEXT NOT NULL,
  version BIGINT NOT NULL,
  author TEXT NOT NULL REFERENCES users (id),
  text TEXT NOT NULL,
  written_at TEXT NOT NULL,
  FOREIGN KEY (request, version) REFERENCES request_versions (request, version)
)
