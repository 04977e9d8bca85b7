/// Stores ledgers and the table of recommendations, and takes people's answers.
/// Not here: the decisions (package `ledger`), the calls (package `api`).
/// Begin with `RecommendationAnswers`; `LedgerCodec` stores the ledger.
package dev.bellwether.playbooks.recommendation;
