// The clocks of a follow-up, with their defaults. Every one can be set per service.
#pragma once
#include <chrono>

namespace debrief::core {

struct Clocks {
    int acknowledgement_high = 1;    ///< business days, severity 1 and 2
    int acknowledgement = 3;         ///< business days, else
    int feedback_window = 3;         ///< business days
    int feedback_nudge = 1;          ///< business days until the one nudge to the ops contact
    int complete_severity_1 = 3;     ///< calendar days
    int complete = 5;                ///< business days, severity 2 to 4
    int complete_upgrade = 10;       ///< business days
    int control_due_high = 15;       ///< calendar days, severity 1 and 2
    int control_due = 30;            ///< calendar days, else
    int control_nudge_before = 3;    ///< calendar days
    int control_nudge_every = 7;     ///< calendar days, once overdue
    int control_escalation = 3;      ///< overdue nudges until the IT owner hears of it, too
    int effectiveness_check = 30;    ///< calendar days after done
    int effectiveness_recheck = 60;  ///< calendar days after done, when it was too early to tell
    int nudge_every = 7;             ///< calendar days between the other reminders
    int second_look = 42;            ///< calendar days after an upgrade ended
    int protocol_review = 182;       ///< calendar days from one review of a protocol to the next
    std::chrono::minutes merge_window{30};
    bool quiet_close = true;
    friend bool operator==(const Clocks&, const Clocks&) = default;
};

}  // namespace debrief::core
