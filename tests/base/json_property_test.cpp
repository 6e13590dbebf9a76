// Whatever can be built can be written and read back the same.
#include "bot/base/json.hpp"
#include "bot/base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace debrief::json {
namespace {

Value any_value(int depth) {
    switch (*rc::gen::inRange(0, depth > 0 ? 7 : 5)) {
        case 0:
            return nullptr;
        case 1:
            return *rc::gen::arbitrary<bool>();
        case 2:
            return *rc::gen::arbitrary<std::int64_t>();
        case 3:
            return *rc::gen::arbitrary<double>();
        case 4:
            return text::to_utf8(*rc::gen::arbitrary<std::string>());
        case 5: {
            Value array = Value::array();
            const int size = *rc::gen::inRange(0, 4);
            for (int i = 0; i < size; ++i) array.push(any_value(depth - 1));
            return array;
        }
        default: {
            Value object = Value::object();
            const int size = *rc::gen::inRange(0, 30);
            for (int i = 0; i < size; ++i) {
                object.set(text::to_utf8(*rc::gen::arbitrary<std::string>()), any_value(depth - 1));
            }
            return object;
        }
    }
}

bool same(Ref a, Ref b) {
    if (a.type() != b.type() || a.size() != b.size()) return false;
    if (a.str() != b.str() || a.integer() != b.integer() || a.number() != b.number()) return false;
    if (a.boolean() != b.boolean()) return false;
    bool equal = true;
    for (std::size_t i = 0; a.is_array() && i < a.size(); ++i)
        equal = equal && same(a.at(i), b.at(i));
    a.each_member([&](std::string_view key, Ref member) { equal = equal && same(member, b[key]); });
    return equal;
}

RC_GTEST_PROP(JsonProperty, WrittenAndReadBackIsTheSame, ()) {
    const Value value = any_value(3);
    for (const int indent : {-1, 2}) {
        const Result<Value> back = parse(dump(value, indent));
        RC_ASSERT(back.has_value());
        RC_ASSERT(same(value, back.value()));
    }
}

RC_GTEST_PROP(JsonProperty, AnyBytesAsTextGiveValidJson, (const std::string& bytes)) {
    const Result<Value> back = parse(dump(Value(bytes)));
    RC_ASSERT(back.has_value());
    RC_ASSERT(back.value().ref().str() == text::to_utf8(bytes));
}

RC_GTEST_PROP(JsonProperty, AnyBytesAreParsedOrRefused, (const std::string& bytes)) {
    const Result<Value> result = parse(bytes);
    if (result) RC_ASSERT(parse(dump(result.value())).has_value());
}

}  // namespace
}  // namespace debrief::json
