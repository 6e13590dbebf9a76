// The schema's numbered files, as they were when the program was built.
#pragma once
#include <span>
#include <string_view>

namespace debrief::storage::sqlite {

struct Migration {
    int number = 0;         ///< 1, 2, …, without gaps
    std::string_view name;  ///< "001.sql"
    std::string_view sql;
};

[[nodiscard]] std::span<const Migration> schema();

}  // namespace debrief::storage::sqlite
