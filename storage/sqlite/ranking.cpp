#include "storage/sqlite/ranking.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <vector>

namespace debrief::storage::sqlite {
namespace {

// The usual constants of BM25: how fast repetition loses its worth, how much long texts lose.
constexpr double saturation = 1.2;
constexpr double length_weight = 0.75;

double average_size(const Fts5ExtensionApi* api, Fts5Context* row) {
    sqlite3_int64 words = 0;
    sqlite3_int64 rows = 0;
    api->xColumnTotalSize(row, 0, &words);
    api->xRowCount(row, &rows);
    return rows > 0 ? std::max(1.0, static_cast<double>(words) / static_cast<double>(rows)) : 1.0;
}

void fit(
    const Fts5ExtensionApi* api,
    Fts5Context* row,
    sqlite3_context* result,
    int /*arguments*/,
    sqlite3_value** /*values*/
) {
    std::vector<double> counts(static_cast<std::size_t>(api->xPhraseCount(row)));
    int places = 0;
    int code = api->xInstCount(row, &places);
    for (int place = 0; code == SQLITE_OK && place < places; ++place) {
        int phrase = 0;
        int column = 0;
        int offset = 0;
        code = api->xInst(row, place, &phrase, &column, &offset);
        if (code == SQLITE_OK) counts[static_cast<std::size_t>(phrase)] += 1;
    }
    int size = 0;
    if (code == SQLITE_OK) code = api->xColumnSize(row, 0, &size);
    if (code != SQLITE_OK) return sqlite3_result_error_code(result, code);
    const double length = static_cast<double>(size) / average_size(api, row);
    const double damping = saturation * (1 - length_weight + length_weight * length);
    double score = 0;
    for (const double count : counts) score += count * (saturation + 1) / (count + damping);
    sqlite3_result_double(result, score);
}

}  // namespace

void add_ranking(Connection& connection) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v2(connection.handle(), "SELECT fts5(?1)", -1, &statement, nullptr);
    if (code == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    if (api != nullptr) code = api->xCreateFunction(api, "fit", nullptr, fit, nullptr);
    if (api == nullptr || code != SQLITE_OK)
        throw_last_error(connection, "search index", code != SQLITE_OK ? code : SQLITE_ERROR);
}

}  // namespace debrief::storage::sqlite
