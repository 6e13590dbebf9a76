#include "adapters/sandbox/teams/transcript.hpp"

#include "adapters/sandbox/teams/typed.hpp"

namespace debrief::sandbox {

TeamsTranscript::TeamsTranscript(TeamsTenant& tenant, Transcript& transcript)
    : tenant_(tenant), transcript_(transcript) {
    tenant_.tenant().on_change([this](const teams::Change& change) { hear(change); });
}

std::string TeamsTranscript::place_of(const teams::Change& change) const {
    const teams::Tenant& tenant = tenant_.tenant();
    const teams::Conversation* place = tenant.conversation(change.conversation);
    if (place->scope == teams::Scope::personal) {
        const teams::Person* person = tenant.person(place->members.front());
        return (person == nullptr ? "somebody" : person->name.substr(0, person->name.find(' '))) +
               ", directly in Teams";
    }
    return "Teams, " + tenant.name_of(*place) +
           (change.message.root.empty() ? "" : ", in the thread");
}

void TeamsTranscript::hear(const teams::Change& change) {
    const bool from_app = change.message.by_bot || change.message.by_flow;
    if (!from_app) return;
    const std::string words = words_of(change.message, {}, transcript_.zone());
    if (change.kind == teams::Change::Kind::posted) {
        const std::string who = change.message.by_bot ? "Debrief" : change.message.from;
        transcript_.app_posts(who, place_of(change), words);
    } else if (change.kind == teams::Change::Kind::changed) {
        transcript_.app_updates(
            place_of(change), words_of(change.previous, {}, transcript_.zone()), words
        );
    }
}

}  // namespace debrief::sandbox
