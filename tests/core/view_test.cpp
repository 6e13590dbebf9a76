#include "bot/core/view.hpp"

#include <gtest/gtest.h>

namespace debrief::core {
namespace {

TEST(View, SetsAndReplacesMembers) {
    View view;
    view.set("id", "F-12").set("count", 1).set("count", 2);
    ASSERT_NE(view.find("count"), nullptr);
    EXPECT_EQ(*view.find("count"), View(2));
    EXPECT_EQ(view.text("id"), "F-12");
    EXPECT_EQ(std::get<View::Members>(view.storage()).size(), 2U);
}

TEST(View, WhatIsNotThereIsNull) {
    const auto view = View().set("count", 2);
    EXPECT_EQ(view.find("id"), nullptr);
    EXPECT_EQ(view.text("id"), "");
    EXPECT_EQ(view.text("count"), "");
    EXPECT_EQ(View("text").find("id"), nullptr);
    EXPECT_EQ(View().text("id"), "");
}

TEST(View, PushesToAList) {
    View list;
    list.push("a").push(View().set("b", true));
    const View::List wanted{View("a"), View().set("b", true)};
    EXPECT_EQ(list, View(wanted));
}

TEST(View, KeepsTypesApart) {
    EXPECT_EQ(View("text"), View(std::string("text")));
    EXPECT_NE(View("1"), View(1));
    EXPECT_NE(View(true), View(1));
    EXPECT_NE(View(), View(""));
    EXPECT_EQ(View(UtcTime(Duration(1500))), View(std::int64_t{1500}));
}

TEST(View, AMemberMayHoldACopyOfItself) {
    View view;
    view.set("id", "F-12");
    view.set("before", view);
    EXPECT_EQ(view.find("before")->text("id"), "F-12");
}

}  // namespace
}  // namespace debrief::core
