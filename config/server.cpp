// The sections about this process: [server] and [storage].
#include "bot/base/text.hpp"
#include "config/sections.hpp"
#include "config/values.hpp"

namespace debrief::config {

void read_server(Section& section, Server& server) {
    Context& context = section.context();
    if (const auto field = section.text("listen")) {
        if (const auto address = read_listen(context, *field)) {
            server.host = address->first;
            server.port = address->second;
        }
    }
    if (const auto field = section.text("public_url")) {
        if (const auto url = read_url(context, *field)) {
            server.public_url = *url;
            while (server.public_url.ends_with('/')) server.public_url.pop_back();
        }
    }
    section.finish();
}

void read_storage(Section& section, Storage& storage) {
    Context& context = section.context();
    if (const auto field = section.text("url")) {
        const std::string_view url = text::trim(field->value);
        if (url.starts_with("sqlite:") && url.size() > 7 && url != "sqlite::memory:") {
            storage.sqlite_file = context.resolve(url.substr(7));
        } else if (url.starts_with("postgres")) {
            // Not quoted: such addresses hold passwords.
            context.problem(
                field->place,
                "url names a PostgreSQL server, which this version does not support yet.",
                "Write it as \"sqlite:debrief.db\"."
            );
        } else {
            context.problem(
                field->place,
                "url names no database file: " + in_quotes(url) + ".",
                "Write it as \"sqlite:debrief.db\"."
            );
        }
    }
    section.finish();
}

}  // namespace debrief::config
