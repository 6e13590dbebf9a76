// The one URL Slack talks to: verify, decode, hand to the inbox, answer after COMMIT.
#pragma once
#include "adapters/slack/decode.hpp"
#include "adapters/slack/forms.hpp"
#include "adapters/slack/identity.hpp"
#include "adapters/slack/verify.hpp"
#include "adapters/slack/viewpoints.hpp"
#include "bot/flow/inbox.hpp"

#include <functional>
#include <string>

namespace debrief::slack {

class Reception {
  public:
    /// `self` may be filled in later. `removed` is told in words when the app was uninstalled or
    /// its token revoked.
    Reception(
        const Verifier& verifier,
        const Clock& clock,
        const Identity& self,
        flow::Inbox& inbox,
        const templates::Catalog& catalog,
        Forms& forms,
        Viewpoints& viewpoints,
        std::function<void(std::string)> removed
    );

    asio::awaitable<net::HttpResponse> handle(net::HttpRequest request);

  private:
    [[nodiscard]] net::HttpResponse refuse_unsigned(
        const net::HttpRequest& request, const Error& error
    );
    void report(const Notice& notice);
    void note_viewpoint(const Happening& happening);
    asio::awaitable<net::HttpResponse> happen(Happening happening);
    [[nodiscard]] net::HttpResponse answer(
        AnswerAs answer_as,
        const core::Reply& reply,
        const Asker& asker,
        const std::vector<std::string>& inputs
    );
    [[nodiscard]] net::HttpResponse answer_failure(
        AnswerAs answer_as,
        const Error& error,
        const Asker& asker,
        const std::vector<std::string>& inputs
    );

    const Verifier& verifier_;
    const Clock& clock_;
    const Identity& self_;
    flow::Inbox& inbox_;
    const templates::Catalog& catalog_;
    Forms& forms_;
    Viewpoints& viewpoints_;
    std::function<void(std::string)> removed_;
    UtcTime last_refusal_logged_{};
};

}  // namespace debrief::slack
