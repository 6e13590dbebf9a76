// An export that somebody asked for in the chat. Its file is made when it is fetched or sent, from
// the state of then, and holds what the one who asked may see.
#pragma once
#include "bot/core/person.hpp"
#include "bot/core/place.hpp"
#include "bot/core/time.hpp"

#include <optional>
#include <string>

namespace debrief::core {

enum class ExportFormat { csv, json, markdown };

struct ExportOrder {
    std::string name;  ///< hash of the token in its link; the token itself is kept nowhere
    ExportFormat format = ExportFormat::csv;
    std::string service;           ///< exact name; empty: all
    std::optional<UtcTime> since;  ///< follow-ups opened at or after
    Account by;
    Channel asked_in;
    UtcTime at;
    UtcTime expires;
    friend bool operator==(const ExportOrder&, const ExportOrder&) = default;
};

}  // namespace debrief::core
