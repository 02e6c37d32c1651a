-- The access body's rules as they were published to nodes; the newest is in force.
CREATE TABLE policy_release (
  digest       VARCHAR(80) NOT NULL,
  jws          TEXT        NOT NULL,
  published_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (published_at)
);
