// JSON without exceptions. The only place that knows the JSON library; everything else reads
// through `json::Ref` (missing and wrongly typed values are simply absent) and builds with
// `json::Value`.
#pragma once
#include "bot/base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace debrief::json {

enum class Type { missing, null, boolean, integer, number, string, array, object };

/// A view of a node inside a `Value`, or of nothing. Cheap to copy; valid while the Value lives
/// unchanged.
class Ref {
  public:
    Ref() = default;
    [[nodiscard]] Type type() const;
    [[nodiscard]] bool exists() const { return node_ != nullptr; }
    [[nodiscard]] explicit operator bool() const { return node_ != nullptr; }
    [[nodiscard]] bool is_object() const { return type() == Type::object; }
    [[nodiscard]] bool is_array() const { return type() == Type::array; }
    [[nodiscard]] bool is_string() const { return type() == Type::string; }
    [[nodiscard]] bool is_null() const { return type() == Type::null; }

    /// Member of an object; a missing Ref when this is no object or has no such member. Chains
    /// safely.
    [[nodiscard]] Ref operator[](std::string_view key) const;
    /// Element of an array; a missing Ref when out of range.
    [[nodiscard]] Ref at(std::size_t index) const;
    /// Elements of an array or members of an object; 0 for everything else.
    [[nodiscard]] std::size_t size() const;

    /// The string, or `fallback` when this is not a string.
    [[nodiscard]] std::string_view str(std::string_view fallback = {}) const;
    [[nodiscard]] std::optional<std::string> opt_str() const;
    [[nodiscard]] std::optional<std::int64_t> integer() const;  ///< integers only
    [[nodiscard]] std::optional<double> number() const;         ///< integers and fractions
    [[nodiscard]] std::optional<bool> boolean() const;

    /// Calls back for each array element, in order.
    void each(const std::function<void(Ref)>& visit) const;
    /// Calls back for each object member, in document order.
    void each_member(const std::function<void(std::string_view key, Ref)>& visit) const;

  private:
    friend class Value;
    friend std::string dump(Ref, int);
    explicit Ref(const void* node) : node_(node) {}
    const void* node_ = nullptr;
};

/// How much a document from outside may hold.
struct Limits {
    std::size_t max_depth = 64;
};

/// An owned JSON document that keeps the order of object members.
class Value {
  public:
    Value();  ///< null
    Value(std::nullptr_t) : Value() {}
    Value(bool value);
    Value(int value) : Value(static_cast<std::int64_t>(value)) {}
    Value(std::int64_t value);
    Value(std::size_t value) : Value(static_cast<std::int64_t>(value)) {}
    Value(double value);
    Value(std::string value);
    Value(std::string_view value) : Value(std::string(value)) {}
    Value(const char* value) : Value(std::string(value)) {}
    explicit Value(Ref copy_of);  ///< deep copy; a missing Ref becomes null
    Value(const Value&);
    Value(Value&&) noexcept;
    Value& operator=(const Value&);
    Value& operator=(Value&&) noexcept;
    ~Value();

    [[nodiscard]] static Value array();
    [[nodiscard]] static Value object();

    [[nodiscard]] Ref ref() const;
    [[nodiscard]] Ref operator[](std::string_view key) const { return ref()[key]; }
    operator Ref() const { return ref(); }

    /// Sets a member (appended when new; this becomes an object when it was null; anything else is
    /// a bug and throws). Returns *this to chain.
    Value& set(std::string_view key, Value member) &;
    Value&& set(std::string_view key, Value member) &&;
    /// Removes a member if it is there.
    void erase(std::string_view key);
    /// Appends to an array (this becomes an array when it was null). Returns *this to chain.
    Value& push(Value element) &;
    Value&& push(Value element) &&;

  private:
    friend Result<Value> parse(std::string_view, Limits);
    struct Node;
    std::unique_ptr<Node> node_;
};

/// Parses a whole document. Fails with `invalid_input` (naming the byte offset) on anything that is
/// not JSON, on invalid UTF-8 and on trailing text, and with `too_large` when nested deeper than
/// the limit.
[[nodiscard]] Result<Value> parse(std::string_view text, Limits limits = Limits());

/// Writes compact JSON (or indented when `indent` >= 0). Invalid UTF-8 is replaced, never thrown
/// at.
[[nodiscard]] std::string dump(Ref value, int indent = -1);

/// Where a document's parse failed or a node begins, for messages to authors of files: 1-based.
struct Place {
    std::size_t line = 0;
    std::size_t column = 0;
};
/// Line and column of a byte offset.
[[nodiscard]] Place place_of(std::string_view text, std::size_t offset);

}  // namespace debrief::json
