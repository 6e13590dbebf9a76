// Replies of the rules as what Teams takes for an answer.
#pragma once
#include "bot/base/error.hpp"
#include "bot/base/json.hpp"
#include "bot/core/decision.hpp"
#include "bot/net/http.hpp"
#include "templates/catalog.hpp"

#include <string>

namespace debrief::teams {

/// The reply as a message {"text", "card"}; the card may be missing. A template that is missing is
/// a bug: it is logged, and the reply says that something is wrong.
[[nodiscard]] json::Value message_of(const templates::Catalog& catalog, const core::Reply& reply);
/// The whole reply in plain words.
[[nodiscard]] std::string words_of(const templates::Catalog& catalog, const core::Reply& reply);
/// Why nothing was done, in words for people.
[[nodiscard]] std::string failure_words(const Error& error);

// The answers of the protocol.
/// To a button: words that stand there for a moment. The card stays as it is.
[[nodiscard]] net::HttpResponse passing_message(std::string words);
/// To a card that asked for itself.
[[nodiscard]] net::HttpResponse card_answer(json::Value card);
/// Below the card.
[[nodiscard]] net::HttpResponse card_error(std::string words);
/// To a dialog's button: another dialog, words in its place, or nothing: it closes.
[[nodiscard]] net::HttpResponse dialog_answer(json::Value task);
[[nodiscard]] net::HttpResponse dialog_message(std::string words);
/// To an outgoing webhook.
[[nodiscard]] net::HttpResponse message_answer(std::string words);
/// A refusal in a sentence.
[[nodiscard]] net::HttpResponse refuse(int status, std::string sentence);

}  // namespace debrief::teams
