#include "bot/core/follow_up.hpp"

#include "bot/core/names.hpp"

namespace debrief::core {
namespace {

constexpr Named<SubjectKind> kinds[] = {
    {SubjectKind::incident, "incident"},
    {SubjectKind::upgrade, "upgrade"},
};
constexpr Named<Outcome> outcomes[] = {
    {Outcome::unknown, "unknown"},
    {Outcome::success, "success"},
    {Outcome::with_issues, "with issues"},
    {Outcome::failed, "failed"},
    {Outcome::rolled_back, "rolled back"},
};
constexpr Named<Closing> closings[] = {
    {Closing::none, "none"},
    {Closing::settled, "settled"},
    {Closing::with_reason, "with reason"},
    {Closing::quiet, "quiet"},
    {Closing::cancelled, "cancelled"},
};
constexpr Named<Verdict> verdicts[] = {
    {Verdict::works, "works"},
    {Verdict::partly, "partly"},
    {Verdict::broken, "broken"},
};

std::string key_in(std::string key, FollowUpId id, const Channel& channel) {
    key += id.text();
    for (std::string_view part :
         {name_of(channel.platform),
          std::string_view(channel.tenant),
          std::string_view(channel.id)}) {
        key += ':';
        key += part;
    }
    return key;
}

}  // namespace

std::string_view name_of(SubjectKind kind) {
    return name_in(kinds, kind);
}
std::optional<SubjectKind> subject_kind_from(std::string_view name) {
    return value_in(kinds, name);
}

std::string_view name_of(Outcome outcome) {
    return name_in(outcomes, outcome);
}
std::optional<Outcome> outcome_from(std::string_view name) {
    return value_in(outcomes, name);
}

std::string_view name_of(Closing closing) {
    return name_in(closings, closing);
}
Closing closing_from(std::string_view name) {
    return value_in(closings, name).value_or(Closing::none);
}

std::string_view name_of(Verdict verdict) {
    return name_in(verdicts, verdict);
}
std::optional<Verdict> verdict_from(std::string_view name) {
    return value_in(verdicts, name);
}

std::string head_key(FollowUpId id, const Channel& channel) {
    return key_in("head:", id, channel);
}
std::string plan_key(FollowUpId id, const Channel& channel) {
    return key_in("plan:", id, channel);
}

}  // namespace debrief::core
