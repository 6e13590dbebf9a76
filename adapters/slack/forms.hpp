// Modals. A trigger id lives three seconds, so a modal that says "Loading…" opens before the rules
// are asked, and is replaced when they have answered.
#pragma once
#include "adapters/slack/form_state.hpp"
#include "adapters/slack/web_api.hpp"
#include "bot/base/random.hpp"
#include "bot/core/command.hpp"
#include "bot/core/decision.hpp"
#include "bot/flow/sender.hpp"
#include "bot/flow/wake.hpp"
#include "bot/net/task_group.hpp"
#include "templates/catalog.hpp"

#include <memory>
#include <optional>
#include <string>

namespace debrief::slack {

/// Who asked for a form, and where.
struct Asker {
    Asker() = default;
    std::string user, channel, thread;
    bool at_home = false;
};
/// Where their form was opened.
[[nodiscard]] FormPlace place_of(const Asker& asker);

/// A modal on its way: the loading view is being opened, the content is not known yet.
class PendingForm {
  public:
    PendingForm(asio::any_io_executor executor, std::string trigger_id, Asker asker)
        : trigger_id_(std::move(trigger_id)),
          asker_(std::move(asker)),
          wake_(std::move(executor)) {}
    /// The rules' answer: a form, or a message to show in its place.
    void settle(core::Reply reply) {
        reply_ = std::move(reply);
        wake_.notify();
    }

  private:
    friend class Forms;
    std::string trigger_id_, form_, external_id_;
    Asker asker_;
    std::optional<core::Reply> reply_;
    flow::Wake wake_;
};

class Forms {
  public:
    /// Background work goes to `tasks`; all arguments live longer than those.
    Forms(
        WebApi& api,
        flow::Sender& sender,
        const templates::Catalog& catalog,
        Random& random,
        net::TaskGroup& tasks
    );

    /// Starts opening a loading view at once. Whoever asks must settle() the result.
    [[nodiscard]] std::shared_ptr<PendingForm> begin(
        asio::any_io_executor executor, std::string trigger_id, std::string form, Asker asker
    );
    /// Opens a form whose content is known already.
    void open(std::string trigger_id, core::Reply reply, Asker asker);
    /// Shows a reply to one person only, outside the order of deliveries.
    void tell(core::Reply reply, Asker asker);

  private:
    asio::awaitable<void> show(std::shared_ptr<PendingForm> pending);
    asio::awaitable<void> open_now(std::string trigger_id, core::Reply reply, Asker asker);
    asio::awaitable<void> tell_now(core::Reply reply, Asker asker);
    asio::awaitable<ApiAnswer> replace(std::string external_id, json::Ref modal);

    WebApi& api_;
    flow::Sender& sender_;
    const templates::Catalog& catalog_;
    Random& random_;
    net::TaskGroup& tasks_;
};

/// The reply that offers a form that could not be opened: a button that tries again.
[[nodiscard]] core::Reply offer_of(const core::Reply& form);

}  // namespace debrief::slack
