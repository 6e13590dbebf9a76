#include "adapters/teams/mention_text.hpp"

#include "bot/base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace debrief::teams {
namespace {

constexpr std::string_view nbsp = "\xC2\xA0";

void append_unescaped(std::string& out, std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> entities{
        {{"&amp;", "&"},
         {"&lt;", "<"},
         {"&gt;", ">"},
         {"&quot;", "\""},
         {"&#39;", "'"},
         {"&apos;", "'"},
         {"&nbsp;", nbsp}}};
    while (!text.empty()) {
        const std::size_t mark = text.find('&');
        out += text.substr(0, mark);
        if (mark == std::string_view::npos) return;
        text.remove_prefix(mark);
        std::size_t used = 1;
        std::string_view meant = "&";
        for (const auto& [entity, character] : entities) {
            if (!text.starts_with(entity)) continue;
            used = entity.size();
            meant = character;
        }
        out += meant;
        text.remove_prefix(used);
    }
}

std::string unescaped(std::string_view text) {
    std::string out;
    append_unescaped(out, text);
    return out;
}

/// What a mention's name is compared by: white space of any kind at its ends does not count.
std::string name_in(std::string_view text) {
    return std::string(text::trim(unescaped(text)));
}

/// A mention entity; `name` is the name as it stands inside the tag.
struct Entity {
    json::Ref mentioned;
    std::string name;
    bool has_text = false;
    bool used = false;
};

/// "Bob" of "<at id="0">Bob</at>"; the whole text when it is no tag.
std::string_view inside(std::string_view tag) {
    if (!tag.starts_with("<at")) return tag;
    const std::size_t begin = tag.find('>');
    const std::size_t end = tag.rfind("</at>");
    if (begin == std::string_view::npos || end == std::string_view::npos || end <= begin)
        return tag;
    return tag.substr(begin + 1, end - begin - 1);
}

class Mentions {
  public:
    explicit Mentions(json::Ref activity) {
        activity["entities"].each([&](json::Ref entity) {
            if (text::lower(entity["type"].str()) != "mention") return;
            Entity one;
            one.mentioned = entity["mentioned"];
            const std::string_view text = entity["text"].str();
            one.has_text = !text.empty();
            // Teams leaves the text out when the name holds a sign such as "&".
            one.name = text.empty() ? name_in(one.mentioned["name"].str()) : name_in(inside(text));
            entities_.push_back(std::move(one));
        });
    }

    /// Who is meant by a tag of that name: each entity once, in order; then the last one again. A
    /// name that none has belongs to the next entity without a text.
    json::Ref take(const std::string& name) {
        Entity* found = nullptr;
        for (Entity& entity : entities_) {
            if (entity.name != name) continue;
            found = &entity;
            if (!entity.used) break;
        }
        if (found == nullptr) found = next_without_text();
        if (found == nullptr) return json::Ref();
        found->used = true;
        return found->mentioned;
    }
    /// Whether we are mentioned by an entity that has no tag in the text.
    [[nodiscard]] bool names_us_unseen(const Reading& reading) const {
        return std::any_of(entities_.begin(), entities_.end(), [&](const Entity& entity) {
            return !entity.used && reading.is_us(entity.mentioned, entity.name);
        });
    }

  private:
    Entity* next_without_text() {
        const auto found = std::find_if(entities_.begin(), entities_.end(), [](const Entity& one) {
            return !one.used && !one.has_text;
        });
        return found == entities_.end() ? nullptr : &*found;
    }

    std::vector<Entity> entities_;
};

bool is_word_sign(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
           (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Builds the text, and remembers where our first mention stood.
class Builder {
  public:
    void words(std::string_view escaped) {
        const std::string plain = unescaped(escaped);
        if (plain.empty()) return;
        // A handle ends where its mention ended.
        if (after_handle_ && is_word_sign(plain.front()) && !plain.starts_with(nbsp)) text_ += ' ';
        after_handle_ = false;
        text_ += plain;
    }
    void person(std::string handle, std::string name) {
        if (!text_.empty() && is_word_sign(text_.back())) text_ += ' ';
        text_ += '@';
        text_ += handle;
        out_.mentions.push_back({std::move(handle), std::move(name)});
        after_handle_ = true;
    }
    void us() {
        if (!ours_) ours_ = text_.size();
    }
    void name(std::string_view name) {
        text_ += '@';
        text_ += name;
    }

    PlainText finish() {
        out_.to_us = ours_.has_value();
        out_.said = text::trim(text_);
        if (ours_) out_.said = said();
        out_.text = std::move(text_);
        return std::move(out_);
    }

  private:
    std::string_view said() const {
        const std::string_view all = text_;
        std::string_view rest = text::trim(all.substr(*ours_));
        while (!rest.empty() && (rest.front() == ',' || rest.front() == ':')) {
            rest = text::trim(rest.substr(1));
        }
        return rest.empty() ? text::trim(all.substr(0, *ours_)) : rest;
    }

    PlainText out_;
    std::string text_;
    std::optional<std::size_t> ours_;
    bool after_handle_ = false;
};

/// The length of a tag "<at…>…</at>" or "<quoted …/>" at the start of the text; 0 for none.
std::size_t tag_size(std::string_view text) {
    if (text.starts_with("<at>") || text.starts_with("<at ")) {
        const std::size_t end = text.find("</at>");
        return end == std::string_view::npos ? 0 : end + 5;
    }
    if (text.starts_with("<quoted ")) {
        const std::size_t end = text.find('>');
        return end == std::string_view::npos ? 0 : end + 1;
    }
    return 0;
}

void add_mention(Builder& out, json::Ref mentioned, std::string name, const Reading& reading) {
    if (reading.is_us(mentioned, name)) return out.us();
    std::string handle = reading.handle_of(mentioned);
    if (handle.empty()) return out.name(name);
    out.person(std::move(handle), std::move(name));
}

}  // namespace

PlainText read_text(json::Ref activity, const Reading& reading) {
    Mentions mentions(activity);
    Builder out;
    std::string_view text = activity["text"].str();
    std::size_t plain = 0;
    while (plain < text.size()) {
        const std::size_t open = text.find('<', plain);
        if (open == std::string_view::npos) break;
        const std::size_t size = tag_size(text.substr(open));
        if (size == 0) {
            plain = open + 1;
            continue;
        }
        const std::string_view tag = text.substr(open, size);
        out.words(text.substr(0, open));
        if (tag.starts_with("<at")) {
            std::string name = name_in(inside(tag));
            const json::Ref mentioned = mentions.take(name);
            add_mention(out, mentioned, std::move(name), reading);
        }
        text.remove_prefix(open + size);
        plain = 0;
    }
    out.words(text);
    if (mentions.names_us_unseen(reading)) out.us();
    return out.finish();
}

Reading reading_as(std::string app_id, std::string recipient) {
    Reading reading;
    reading.is_us = [own = "28:" + text::lower(app_id),
                     recipient = std::move(recipient)](json::Ref mentioned, std::string_view) {
        const std::string_view id = mentioned["id"].str();
        return !id.empty() && (id == recipient || text::lower(id) == own);
    };
    reading.handle_of = [](json::Ref mentioned) {
        const std::string_view id = mentioned["id"].str();
        return id.starts_with("29:") ? std::string(id) : std::string();
    };
    return reading;
}

}  // namespace debrief::teams
