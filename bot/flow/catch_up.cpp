#include "bot/flow/catch_up.hpp"

namespace debrief::flow {

asio::awaitable<Status> catch_up_search(Store& store) {
    for (;;) {
        bool behind = false;
        const Job look = [&](Tx& tx) { behind = tx.behind_in_search(); };
        auto looked = co_await store.read(look);
        if (!looked || !behind) co_return looked;
        const Job take = [](Tx& tx) { tx.catch_up_search(); };
        auto taken = co_await store.transact(take);
        if (!taken) co_return taken;
    }
}

}  // namespace debrief::flow
