// One use of a prepared statement: values in, rows out, records' members straight to columns.
#pragma once
#include "bot/base/crypto.hpp"
#include "bot/core/ids.hpp"
#include "bot/core/time.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/names.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace debrief::storage::sqlite {

/// Binds the values in order when it is made; resets the statement when it goes. Texts are not
/// copied: what they point to must live as long as this object (a temporary string is refused).
class Statement {
  public:
    template <class... Values>
    explicit Statement(Connection& connection, const Query& query, Values&&... values)
        : connection_(connection), query_(query), statement_(connection.prepared(query)) {
        (bind(std::forward<Values>(values)), ...);
        require_all_bound();
    }
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// To the next row; false when there is none. Throws DatabaseError.
    bool step();
    /// For statements without rows.
    void run() {
        while (step()) {
        }
    }
    /// The columns of the row, from the first on, into these members.
    template <class... Members>
    void read(Members&... members) {
        column_ = 0;
        (read_one(members), ...);
    }
    /// The first column of the row.
    template <class T>
    [[nodiscard]] T value() {
        T result{};
        read(result);
        return result;
    }

  private:
    void require_all_bound() const;
    void bind(std::int64_t value);
    void bind(std::string_view text);
    void bind(const std::string& text) { bind(std::string_view(text)); }
    void bind(std::string&&) = delete;
    void bind(const char*) = delete;
    void bind(const crypto::Digest& digest);
    void bind(std::nullopt_t);
    template <class T>
    requires std::integral<T>
    void bind(T value) { bind(static_cast<std::int64_t>(value)); }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void bind(Enum value) { bind(names<Enum>[static_cast<std::size_t>(value)]); }
    template <class Tag>
    void bind(core::Number<Tag> number) {
        bind(number.value());
    }
    void bind(core::UtcTime time) {
        bind(static_cast<std::int64_t>(time.time_since_epoch().count()));
    }
    template <class T>
    void bind(const std::optional<T>& value) {
        if (value) {
            bind(*value);
        } else {
            bind(std::nullopt);
        }
    }

    [[nodiscard]] std::int64_t number();
    [[nodiscard]] std::string_view text();
    [[nodiscard]] bool null() const;
    void read_one(std::int64_t& value) { value = number(); }
    void read_one(double& value);
    void read_one(std::string& value) { value = text(); }
    void read_one(crypto::Digest& digest);
    template <class T>
    requires std::integral<T>
    void read_one(T& value) { value = static_cast<T>(number()); }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void read_one(Enum& value) { value = static_cast<Enum>(index_in(names<Enum>)); }
    template <class Tag>
    void read_one(core::Number<Tag>& value) {
        value = core::Number<Tag>(number());
    }
    void read_one(core::UtcTime& time) { time = core::UtcTime(core::Duration(number())); }
    template <class T>
    void read_one(std::optional<T>& value) {
        if (null()) {
            value.reset();
            ++column_;
        } else {
            read_one(value.emplace());
        }
    }
    template <class Names>
    [[nodiscard]] std::size_t index_in(const Names& known) {
        const std::string_view name = text();
        for (std::size_t i = 0; i < known.size(); ++i) {
            if (known[i] == name) return i;
        }
        throw_unknown(name);
    }
    [[noreturn]] void throw_unknown(std::string_view name) const;

    Connection& connection_;
    const Query& query_;
    sqlite3_stmt* statement_;
    int bound_ = 0;
    int column_ = 0;
};

}  // namespace debrief::storage::sqlite
