// How well a row of the search index fits, as a function of SQL.
#pragma once
#include "storage/sqlite/connection.hpp"

namespace debrief::storage::sqlite {

/// Adds fit(search) to the connection: BM25 with every word of the same weight, the higher the
/// better. SQLite's own bm25() first counts all rows that have each word, which takes ever longer
/// the more is recorded; all words stand in every row found, so their weights change little.
void add_ranking(Connection& connection);

}  // namespace debrief::storage::sqlite
