// Debrief's own webhook format, for every sender that can post a JSON object. The fields:
// docs/sources.md.
#include "adapters/sources/source.hpp"
#include "adapters/sources/values.hpp"
#include "bot/base/text.hpp"

#include <algorithm>
#include <array>

namespace debrief::sources {
namespace {

constexpr std::array<std::string_view, 23> end_states{
    "resolved",
    "closed",
    "ended",
    "done",
    "finished",
    "completed",
    "complete",
    "success",
    "succeeded",
    "successful",
    "ok",
    "failed",
    "failure",
    "error",
    "rolled_back",
    "rolled back",
    "rolledback",
    "cancelled",
    "canceled",
    "with_issues",
    "deployed",
    "unsuccessful",
    "success with issues"};
constexpr std::array<std::string_view, 14> running_states{
    "open",
    "opened",
    "firing",
    "triggered",
    "started",
    "running",
    "in_progress",
    "in progress",
    "active",
    "investigating",
    "identified",
    "monitoring",
    "pending",
    "reopened"};

/// Reads the fields one after the other; the first that is not right stops everything.
class Reader {
  public:
    explicit Reader(const Incoming& incoming) : incoming_(incoming), body_(incoming.body) {}

    Decoded read() {
        if (!body_.is_object())
            return Refusal{422, "", "The body must be a JSON object with kind, id and title."};
        report_.subject.source = incoming_.source.name;
        read_kind();
        read_id();
        report_.subject.title = title_of(required("title", "a short sentence for people"));
        read_service();
        report_.subject.started = instant("started_at");
        report_.subject.ended = instant("ended_at");
        read_state();
        read_details();
        read_people();
        if (refusal_) return *refusal_;
        finish();
        return std::vector<Report>{std::move(report_)};
    }

  private:
    void refuse(std::string_view field, std::string what) {
        if (!refusal_) refusal_ = Refusal{422, std::string(field), std::move(what)};
    }

    /// A text or a whole number as text; empty after a refusal.
    std::string required(std::string_view field, const std::string& right) {
        const std::string found = optional(field, right);
        if (found.empty())
            refuse(field, std::string(field) + " is missing: it must be " + right + ".");
        return found;
    }

    std::string optional(std::string_view field, const std::string& right) {
        const json::Ref value = body_[field];
        if (!value || value.is_null()) return "";
        if (const auto number = value.integer()) return std::to_string(*number);
        if (!value.is_string())
            refuse(field, std::string(field) + " must be " + right + ", not another type.");
        return std::string(text::trim(value.str()));
    }

    void read_kind() {
        const std::string kind = text::lower(required("kind", "\"incident\" or \"upgrade\""));
        if (kind == "upgrade") {
            report_.subject.kind = core::SubjectKind::upgrade;
        } else if (kind != "incident" && !kind.empty()) {
            refuse("kind", "kind must be \"incident\" or \"upgrade\".");
        }
    }

    void read_id() {
        report_.subject.external_id =
            short_id(required("id", "your own number or name of it, the same in every message"));
    }

    void read_service() {
        const ServiceMapping& mapping = incoming_.source.service;
        if (!mapping.fixed.empty()) {
            report_.subject.service = mapping.fixed;
            return;
        }
        const std::string field = mapping.field.empty() ? "service" : mapping.field;
        report_.subject.service =
            our_service(mapping, required(field, "the name of the service it is about"));
    }

    std::optional<UtcTime> instant(std::string_view field) {
        const json::Ref value = body_[field];
        if (!value || value.is_null() || (value.is_string() && value.str().empty()))
            return std::nullopt;
        const auto time = read_instant(value);
        if (!time) {
            refuse(
                field,
                std::string(field) +
                    " must be a time with its offset, such as \"2026-11-20T14:00:00+01:00\", or "
                    "seconds or milliseconds since 1970."
            );
        }
        return time;
    }

    /// Without a state, an end says that it ended.
    void read_state() {
        const std::string state = text::lower(optional("state", "a word such as \"resolved\""));
        const auto is = [&](const auto& words) {
            return std::find(words.begin(), words.end(), state) != words.end();
        };
        if (state.empty()) {
            report_.ended = report_.subject.ended.has_value();
        } else if (is(end_states)) {
            report_.ended = true;
        } else if (!is(running_states)) {
            refuse(
                "state",
                "state must be \"resolved\", \"closed\", \"success\", \"failed\" or "
                "\"rolled_back\" when it ended, else \"open\" or \"started\"."
            );
        }
        state_ = state;
    }

    void read_details() {
        core::Subject& subject = report_.subject;
        if (const std::string severity = optional("severity", "1 to 4"); !severity.empty()) {
            const auto number = read_severity(severity);
            if (!number) refuse("severity", "severity must be 1 (worst) to 4.");
            subject.severity = number.value_or(subject.severity);
        }
        subject.version = text::cut(optional("version", "a text"), 100);
        if (const std::string url = optional("url", "a web address"); !url.empty()) {
            subject.link = web_link(url);
            if (subject.link.empty()) refuse("url", "url must begin with https:// or http://.");
        }
        const std::string outcome = optional("outcome", "a word such as \"success\"");
        subject.outcome = read_outcome(outcome.empty() ? state_ : outcome);
        if (!outcome.empty() && subject.outcome == core::Outcome::unknown) {
            refuse(
                "outcome",
                "outcome must be \"success\", \"with_issues\", \"failed\" or \"rolled_back\"."
            );
        }
    }

    void read_people() {
        const json::Ref people = body_["people"];
        if (!people || people.is_null()) return;
        bool texts = people.is_array();
        people.each([&](json::Ref person) {
            texts = texts && person.is_string();
            if (!person.str().empty() && report_.people.size() < 20)
                report_.people.emplace_back(text::trim(person.str()));
        });
        if (!texts) refuse("people", "people must be a list of e-mail addresses or names.");
    }

    void finish() {
        core::Subject& subject = report_.subject;
        report_.happening = subject.external_id + (report_.ended ? ":ended:" : ":running:") +
                            digits_of(subject.started) + ":" + digits_of(subject.ended) + ":" +
                            state_;
        if (report_.ended && !subject.ended) subject.ended = incoming_.now;
        if (!report_.ended) subject.ended.reset();
    }

    const Incoming& incoming_;
    json::Ref body_;
    Report report_;
    std::string state_;
    std::optional<Refusal> refusal_;
};

}  // namespace

Decoded decode_generic(const Incoming& incoming) {
    return Reader(incoming).read();
}

}  // namespace debrief::sources
