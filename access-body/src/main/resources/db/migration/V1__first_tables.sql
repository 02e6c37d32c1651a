-- Portable SQL: H2 and PostgreSQL alike; ${bytes} is BLOB in the one and BYTEA in the other.

CREATE TABLE account (
  id            VARCHAR(64)  PRIMARY KEY,
  display_name  VARCHAR(200) NOT NULL,
  organisation  VARCHAR(200) NOT NULL,
  password_hash VARCHAR(300) NOT NULL,
  roles         VARCHAR(200) NOT NULL,
  demonstration BOOLEAN      NOT NULL,
  created_at    TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE session (
  token_hash VARCHAR(64) PRIMARY KEY,
  account_id VARCHAR(64) NOT NULL REFERENCES account (id),
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE application (
  id           VARCHAR(40) PRIMARY KEY,
  applicant_id VARCHAR(64) NOT NULL REFERENCES account (id),
  state        VARCHAR(30) NOT NULL,
  content      TEXT        NOT NULL,
  created_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  lapses_at    TIMESTAMP WITH TIME ZONE,
  permit_id    VARCHAR(40)
);
CREATE INDEX application_applicant ON application (applicant_id);

CREATE TABLE application_event (
  application_id VARCHAR(40) NOT NULL REFERENCES application (id),
  position       INTEGER     NOT NULL,
  state          VARCHAR(30) NOT NULL,
  account_id     VARCHAR(64),
  reason         TEXT        NOT NULL,
  happened_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (application_id, position)
);

CREATE TABLE permit (
  id             VARCHAR(40) PRIMARY KEY,
  application_id VARCHAR(40) NOT NULL REFERENCES application (id),
  state          VARCHAR(30) NOT NULL,
  jws            TEXT        NOT NULL,
  issued_at      TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at     TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE permit_person (
  permit_id VARCHAR(40) NOT NULL REFERENCES permit (id),
  person_id VARCHAR(64) NOT NULL,
  PRIMARY KEY (permit_id, person_id)
);

CREATE TABLE permit_event (
  permit_id   VARCHAR(40) NOT NULL REFERENCES permit (id),
  position    INTEGER     NOT NULL,
  state       VARCHAR(30) NOT NULL,
  account_id  VARCHAR(64),
  reason      TEXT        NOT NULL,
  happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (permit_id, position)
);

CREATE TABLE task (
  id              VARCHAR(40) PRIMARY KEY,
  permit_id       VARCHAR(40) NOT NULL REFERENCES permit (id),
  account_id      VARCHAR(64) NOT NULL REFERENCES account (id),
  question        TEXT        NOT NULL,
  question_digest VARCHAR(80) NOT NULL,
  mode            VARCHAR(10) NOT NULL,
  state           VARCHAR(20) NOT NULL,
  refusal         TEXT,
  review          TEXT,
  created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
  deadline_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  finished_at     TIMESTAMP WITH TIME ZONE
);
CREATE INDEX task_account ON task (account_id);
CREATE INDEX task_state ON task (state);

-- One order and one answer for each node of a task.
CREATE TABLE node_task (
  task_id             VARCHAR(40) NOT NULL REFERENCES task (id),
  node_id             VARCHAR(40) NOT NULL,
  order_id            VARCHAR(40) NOT NULL UNIQUE,
  order_jws           TEXT        NOT NULL,
  state               VARCHAR(20) NOT NULL,
  refusal             TEXT,
  sent_at             TIMESTAMP WITH TIME ZONE,
  cancel_sent_at      TIMESTAMP WITH TIME ZONE,
  finished_at         TIMESTAMP WITH TIME ZONE,
  manifest            TEXT,
  PRIMARY KEY (task_id, node_id)
);
CREATE INDEX node_task_node ON node_task (node_id, state);

CREATE TABLE partial (
  order_id VARCHAR(40) PRIMARY KEY REFERENCES node_task (order_id),
  digest   VARCHAR(80) NOT NULL,
  content  ${bytes}    NOT NULL
);

CREATE TABLE result (
  task_id    VARCHAR(40) PRIMARY KEY REFERENCES task (id),
  content    TEXT        NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE task_event (
  task_id     VARCHAR(40) NOT NULL REFERENCES task (id),
  position    INTEGER     NOT NULL,
  content     TEXT        NOT NULL,
  happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (task_id, position)
);

CREATE TABLE node_contact (
  node_id    VARCHAR(40) PRIMARY KEY,
  state      VARCHAR(20) NOT NULL,
  seen_at    TIMESTAMP WITH TIME ZONE,
  flagged_at TIMESTAMP WITH TIME ZONE,
  flag       TEXT
);

-- Every head that a node has signed. A tip is one that no later head is yet proved to continue.
CREATE TABLE audit_head (
  node_id     VARCHAR(40) NOT NULL,
  tree_size   BIGINT      NOT NULL,
  root        VARCHAR(80) NOT NULL,
  signed      TEXT        NOT NULL,
  signed_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  tip         BOOLEAN     NOT NULL,
  PRIMARY KEY (node_id, tree_size, root)
);
