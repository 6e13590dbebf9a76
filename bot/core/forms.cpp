// A verb without its arguments opens its form; what cannot be understood is told, in the form where
// it came from one.
#include "bot/core/controlling.hpp"
#include "bot/core/grammar.hpp"
#include "bot/core/planning.hpp"
#include "bot/core/protocolling.hpp"

namespace debrief::core {
namespace {

/// The services one can choose in the "open" form: those of this channel, else all.
View service_choices(const Ruling& ruling) {
    View choices = View::List{};
    auto here = ruling.world.directory.services_in(ruling.command.origin.channel);
    if (here.empty()) {
        for (const auto& service : ruling.world.directory.services) here.push_back(&service);
    }
    for (const auto* service : here) choices.push(View(service->name));
    return choices;
}

/// What the fields hold already: of a protocol that is changed, what it says.
View stored_fields(const Ruling& ruling, const ShowForm& form) {
    View fields = View::Members{};
    auto id = form.form == "protocol_change" ? id_in<ProtocolId>(form.context) : std::nullopt;
    auto protocol = id ? ruling.world.records.protocol(*id) : std::nullopt;
    if (protocol) fields.set("title", protocol->title).set("steps", protocol->steps);
    return fields;
}

/// What stands behind the number in the line that opens a form.
std::string_view word_of_form(std::string_view form) {
    if (form == "missing") return "no";
    if (form == "protocol_change") return "change";
    if (form == "protocol_retire") return "retire";
    return {};
}

/// A protocol stands for itself; false with the reply set when it cannot be reviewed.
bool add_protocol(Ruling& ruling, ProtocolId id, View& view) {
    auto protocol = reviewable(ruling, id);
    if (!protocol) return false;
    view.set("id", id.text()).set("title", protocol->title).set("about", protocol->title);
    return true;
}

/// Forms that make no sense for what is only planned.
bool needs_begun(std::string_view form) {
    for (const auto* name : {"answer", "acknowledge", "control", "close", "reopen"}) {
        if (form == name) return true;
    }
    return false;
}

/// What the form is about; false with the reply set when it does not exist.
bool add_subject(Ruling& ruling, const ShowForm& form, View& view) {
    if (form.form == "snooze" || form.form == "search") return true;
    if (auto protocol = id_in<ProtocolId>(form.context))
        return add_protocol(ruling, *protocol, view);
    // Thanks and protocols need no follow-up; in the thread of one they belong to it.
    const auto& origin = ruling.command.origin;
    const bool free = form.form == "thanks" || form.form == "protocol";
    if (free && form.context.empty() &&
        (origin.thread.empty() ||
         !ruling.world.records.follow_up_of_thread(MessageRef(origin.channel, origin.thread))))
        return true;
    std::optional<FollowUpId> id = id_in<FollowUpId>(form.context);
    bool given = false;  // who gave feedback may answer for it wherever the follow-up is shown
    if (auto mistake_id = id_in<MistakeId>(form.context)) {
        if (auto mistake = ruling.world.records.mistake(*mistake_id)) {
            id = mistake->follow_up;
            view.set("about", mistake->what_happened);
        }
    }
    if (auto control_id = id_in<ControlId>(form.context)) {
        auto control = ruling.world.records.control(*control_id);
        if (!control) {
            ruling.reply(refuse(
                "There is no " + control_id->text() + ".",
                "`list mine` shows the controls that wait for you."
            ));
            return false;
        }
        const auto step = step_of_form(form.form);
        if (auto why = step ? barred(*control, *step) : std::nullopt) {
            ruling.reply(std::move(*why));
            return false;
        }
        id = control->follow_up;
        view.set("about", control->title);
        given = form.form == "hand_over" && control->owner == ruling.actor().id;
    }
    if (auto concern_id = id_in<ConcernId>(form.context)) {
        if (auto concern = ruling.world.records.concern(*concern_id)) {
            id = concern->follow_up;
            view.set("about", concern->text);
        }
    }
    if (auto feedback_id = id_in<FeedbackId>(form.context)) {
        if (auto feedback = ruling.world.records.feedback(*feedback_id)) {
            id = feedback->follow_up;
            view.set("about", feedback->text);
            given = feedback->giver == ruling.actor().id;
        }
    }
    auto follow_up =
        given ? ruling.world.records.follow_up(*id)
              : ruling.target(
                    id, needs_begun(form.form) ? Ruling::Stage::begun : Ruling::Stage::planned_too
                );
    if (!follow_up) return false;
    view.set("id", follow_up->id.text()).set("title", follow_up->subject.title);
    auto context = form.context;
    if (!id_in<FollowUpId>(context)) context += (context.empty() ? "" : " ") + follow_up->id.text();
    view.set("context", context);
    return true;
}

}  // namespace

void decide_form(Ruling& ruling, const ShowForm& form) {
    View view;
    view.set("context", form.context).set("form", form.form);
    View prefill = stored_fields(ruling, form);
    for (const auto& [field, value] : form.prefill) prefill.set(field, value);
    const bool new_plan = form.form == "plan" && form.context.empty();
    if (form.form == "open" || form.form == "protocol" || new_plan)
        view.set("services", service_choices(ruling));
    if (form.form.starts_with("plan")) {
        if (!new_plan && !add_plan_to_form(ruling, form, view, prefill)) return;
    } else if (form.form != "open" && !add_subject(ruling, form, view)) {
        return;
    }
    view.set("prefill", std::move(prefill));
    if (ruling.command.origin.can_open_form) {
        return ruling.reply(Reply(Reply::Kind::form, "form_" + form.form, std::move(view)));
    }
    // No form can be opened from a message: offer a button that can.
    auto line = line_of_form(form.form);
    if (const auto word = word_of_form(form.form); !word.empty()) {
        line += " " + form.context + " " + std::string(word);
    } else if (!view.text("context").empty()) {
        line += " " + std::string(view.text("context"));
    }
    view.set("line", line);
    ruling.reply(say("offer_form", std::move(view)));
}

void decide_misunderstood(Ruling& ruling, const Misunderstood& what) {
    auto reply = refuse(what.problem, what.advice);
    if (!what.field.empty()) {
        reply.kind = Reply::Kind::form_errors;
        reply.errors.emplace_back(what.field, what.problem + " " + what.advice);
    }
    ruling.reply(std::move(reply));
}

}  // namespace debrief::core
