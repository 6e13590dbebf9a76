// What a rule decides: the reply, the new state, the messages to deliver and the deadlines to set.
// Nothing happens until the whole decision is committed.
#pragma once
#include "bot/core/concern.hpp"
#include "bot/core/control.hpp"
#include "bot/core/export_order.hpp"
#include "bot/core/feedback.hpp"
#include "bot/core/follow_up.hpp"
#include "bot/core/hand_over.hpp"
#include "bot/core/mistake.hpp"
#include "bot/core/person.hpp"
#include "bot/core/plan.hpp"
#include "bot/core/protocol.hpp"
#include "bot/core/roles.hpp"
#include "bot/core/thanks.hpp"
#include "bot/core/view.hpp"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace debrief::core {

/// What the actor sees. `name` is a template; `view` its data.
struct Reply {
    enum class Kind { silent, message, form, form_errors };
    Reply() = default;
    Reply(Kind kind_, std::string name_, View view_)
        : kind(kind_), name(std::move(name_)), view(std::move(view_)) {}
    Kind kind = Kind::silent;
    std::string name;
    View view;
    std::vector<std::pair<std::string, std::string>> errors;  ///< form field → sentence
    friend bool operator==(const Reply&, const Reply&) = default;
};
[[nodiscard]] Reply say(std::string template_name, View view);
/// A refusal: what is wrong, and what to do instead.
[[nodiscard]] Reply refuse(std::string problem, std::string advice);

/// A source's thing that was merged into a follow-up (the one a follow-up was opened for is linked
/// by saving it).
struct SourceLink {
    std::string source, external_id;
    FollowUpId follow_up;
    friend bool operator==(const SourceLink&, const SourceLink&) = default;
};

/// Two records turned out to be one human: everything of `from` becomes that of `into`. Where both
/// answered, the later answer stays; the counts of those follow-ups are saved beside this.
struct PersonMerged {
    PersonId from, into;
    friend bool operator==(const PersonMerged&, const PersonMerged&) = default;
};

/// A record to insert or to overwrite as a whole. A FollowUp carries its channels; a Mistake its
/// factors.
using Change = std::variant<
    FollowUp,
    Answer,
    Feedback,
    Mistake,
    Control,
    Thanks,
    Concern,
    Protocol,
    HandOver,
    Plan,
    Person,
    SourceLink,
    PersonMerged,
    ChannelAddress,
    ExportOrder,
    UserGroup>;

/// A message for the outbox, or another call to a platform.
struct Post {
    enum class Kind {
        post,           ///< a new message
        upsert,         ///< update the message known by `key`, or post it when there is none yet
        replace,        ///< post a new message and delete the older one known by `key`
        ephemeral,      ///< only `person` sees it, in `channel`
        remove,         ///< delete the message known by `key`, if there is one
        look_up,        ///< ask the platform who `person` is (by account or e-mail)
        look_up_group,  ///< ask the platform who belongs to the user group `thread`
        home,           ///< show `person` their own page on the platform of `channel`; live
        file,           ///< a new message with the file of the export order `key`, or with its link
    };
    Kind kind = Kind::post;
    Channel channel;  ///< empty: a direct message to `person`
    std::optional<PersonId> person;
    std::optional<FollowUpId> thread_of;  ///< in the thread of this follow-up in that channel
    std::string thread;                   ///< else under this message, when not empty
    std::string key;
    std::string template_name;
    View view;
    bool live = false;  ///< a head: its view is made when it is delivered, from the state of then
    std::optional<UtcTime> useless_after;
    friend bool operator==(const Post&, const Post&) = default;
};

/// Sets a deadline (replacing one of the same key) or, without `due`, cancels it.
struct TimerChange {
    std::string key;
    std::optional<UtcTime> due;
    friend bool operator==(const TimerChange&, const TimerChange&) = default;
};

/// One line of the audit journal. Who and when are added by the caller; `actor` overrides who
/// (anonymous feedback).
struct JournalEntry {
    std::string verb;     ///< "open", "answer", "feedback", …
    std::string subject;  ///< "F-12", "C-7", …
    std::string detail;   ///< in words; never a secret, never the author of anonymous feedback
    std::optional<std::string> actor;
    friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

struct Decision {
    Reply reply;
    std::optional<PersonId> actor;  ///< who gave the command, when anything changed
    std::vector<Change> changes;
    std::vector<Post> posts;
    std::vector<TimerChange> timers;
    std::vector<JournalEntry> journal;
};

}  // namespace debrief::core
