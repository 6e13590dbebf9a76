// The SQL of this store: named constants that know each other, so that a test can look at every one
// of them.
#pragma once
#include <cstddef>
#include <string>

namespace debrief::storage::sqlite {

/// Text of SQL put together while compiling.
template <std::size_t Size>
struct Sql {
    // Not explicit: a literal is SQL as it stands.
    consteval Sql(const char (&literal)[Size]) {
        for (std::size_t i = 0; i < Size; ++i) text[i] = literal[i];
    }
    consteval Sql() = default;
    char text[Size]{};
};

template <std::size_t A, std::size_t B>
consteval Sql<A + B - 1> operator+(const Sql<A>& a, const Sql<B>& b) {
    Sql<A + B - 1> joined;
    for (std::size_t i = 0; i + 1 < A; ++i) joined.text[i] = a.text[i];
    for (std::size_t i = 0; i < B; ++i) joined.text[A - 1 + i] = b.text[i];
    return joined;
}
template <std::size_t A, std::size_t B>
consteval Sql<A + B - 1> operator+(const Sql<A>& a, const char (&b)[B]) {
    return a + Sql<B>(b);
}
template <std::size_t A, std::size_t B>
consteval Sql<A + B - 1> operator+(const char (&a)[A], const Sql<B>& b) {
    return Sql<A>(a) + b;
}

/// One statement. Define them only as constants of a namespace: they live for the whole program.
class Query {
  public:
    Query(const char* name, const char* sql) : name_(name), sql_(sql), slot_(count_++) {
        next_ = first_;
        first_ = this;
    }
    template <std::size_t Size>
    Query(const char* name, const Sql<Size>& sql) : Query(name, sql.text) {}
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    [[nodiscard]] const char* name() const { return name_; }
    [[nodiscard]] const char* sql() const { return sql_.c_str(); }
    /// Where a connection keeps the prepared statement.
    [[nodiscard]] std::size_t slot() const { return slot_; }
    /// All statements of the program, for the tests.
    [[nodiscard]] static const Query* first() { return first_; }
    [[nodiscard]] const Query* next() const { return next_; }
    [[nodiscard]] static std::size_t count() { return count_; }

  private:
    const char* name_;
    std::string sql_;  // a copy: what was put together lives as long as its expression only
    std::size_t slot_;
    const Query* next_ = nullptr;
    static inline const Query* first_ = nullptr;
    static inline std::size_t count_ = 0;
};

}  // namespace debrief::storage::sqlite
