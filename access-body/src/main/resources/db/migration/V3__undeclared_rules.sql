-- Rules and obligations of institutions' own policies that had a part in an answer and that no description had named, as the nodes signed.
CREATE TABLE undeclared_rule (
  order_id    VARCHAR(40)  NOT NULL REFERENCES node_task (order_id),
  name        VARCHAR(100) NOT NULL,
  reported_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (order_id, name)
);
CREATE INDEX undeclared_rule_time ON undeclared_rule (reported_at);
