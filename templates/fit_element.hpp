// Internal to fitting: one element or block made to fit, without regard to the whole message.
#pragma once
#include "bot/base/json.hpp"
#include "templates/blockkit.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace debrief::templates {

/// Nothing: it cannot be kept.
using Fitted = std::optional<json::Value>;

/// The quick look: most messages fit and must not be rebuilt. May say no to what fits (it counts
/// bytes), never yes to what does not.
[[nodiscard]] bool surely_fits(json::Ref node, const blockkit::Shape& shape);

/// A text object with at most `max` characters.
[[nodiscard]] Fitted fit_text(json::Ref node, std::size_t max);
[[nodiscard]] Fitted fit_field(json::Ref value, const blockkit::Field& field);
/// An object of one of the shapes; of an unknown type, it is kept as it is.
[[nodiscard]] Fitted fit_shape(json::Ref value, std::span<const blockkit::Shape* const> shapes);

}  // namespace debrief::templates
