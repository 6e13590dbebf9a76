// control.
#include "tests/core/read_line.hpp"

namespace debrief::core {
namespace {

TEST(ControlLine, ReadsAControlWithEveryOption) {
    const auto add = read<AddControl>(
        "control add M-3 Restarts ask for the name owner:@U7 due:2 weeks kind:Detective "
        "strength:stronger"
    );
    EXPECT_EQ(add.mistake, MistakeId(3));
    EXPECT_FALSE(add.follow_up || add.feedback);
    EXPECT_EQ(add.title, "Restarts ask for the name");
    EXPECT_EQ(add.owner.typed, "@U7");
    EXPECT_EQ(add.due, "2 weeks");
    EXPECT_EQ(add.kind, ControlKind::detective);
    EXPECT_EQ(add.strength, Strength::stronger);
}

TEST(ControlLine, BelongsToWhatIsNamed) {
    EXPECT_EQ(read<AddControl>("control add B-9 Call first").feedback, FeedbackId(9));
    EXPECT_EQ(read<AddControl>("control add f-12: Call first").follow_up, FollowUpId(12));
    const auto both = read<AddControl>("Control Add M-3 F-12 Call first");
    EXPECT_EQ(both.mistake, MistakeId(3));
    EXPECT_EQ(both.follow_up, FollowUpId(12));
    const auto plain = read<AddControl>("control add M3 laptops get a lock");
    EXPECT_FALSE(plain.mistake);
    EXPECT_EQ(plain.title, "M3 laptops get a lock");
    EXPECT_FALSE(plain.kind || plain.strength);
    EXPECT_TRUE(plain.owner.empty());
}

TEST(ControlLine, DueTakesDatesAndDurations) {
    for (const auto* due : {"2026-12-01", "2w", "tomorrow", "2026-12-01 12:00"}) {
        const auto add = read<AddControl>("control add due:" + std::string(due) + " Call first");
        EXPECT_EQ(add.due, due);
        EXPECT_EQ(add.title, "Call first") << due;
    }
}

TEST(ControlLine, WithoutTitleOpensTheForm) {
    for (const auto* line : {"control", "control add"}) {
        EXPECT_EQ(read<ShowForm>(line).form, "control") << line;
        EXPECT_EQ(read<ShowForm>(line).context, "") << line;
    }
    const auto form = read<ShowForm>("control add M-3 F-12 due:2w");
    EXPECT_EQ(form.context, "M-3 F-12");
    EXPECT_EQ(form.prefill, (Prefill{{"due", "2w"}}));
}

TEST(ControlLine, ABadOptionNamesItsRightForm) {
    EXPECT_TRUE(says(misread("control add X kind:good").advice, "`kind:preventive`"));
    EXPECT_TRUE(says(misread("control add X strength:iron").advice, "`strength:stronger`"));
    EXPECT_TRUE(says(misread("control add X due:soon").advice, "`due:2w`"));
    EXPECT_TRUE(says(misread("control add X owner:").advice, "`owner:@olga`"));
}

TEST(ControlLine, IsStartedAndDone) {
    EXPECT_EQ(read<StartControl>("control start C-7").id, ControlId(7));
    EXPECT_EQ(read<StartControl>("control START c7").id, ControlId(7));
    const auto done = read<FinishControl>("control done C-7 Merged in https://git/1");
    EXPECT_EQ(done.id, ControlId(7));
    EXPECT_EQ(done.evidence, "Merged in https://git/1");
    EXPECT_EQ(read<FinishControl>("control done C-7").id, ControlId(7));
    EXPECT_EQ(read<FinishControl>("control done C-7").evidence, "");
    for (const auto* line : {"control start", "control done", "control done F-12 yes"})
        EXPECT_TRUE(says(misread(line).advice, "`list mine`")) << line;
}

TEST(ControlLine, IsVerifiedAndDropped) {
    const auto verify = read<VerifyControl>("control verify C-7 Saw it on both nodes");
    EXPECT_EQ(verify.id, ControlId(7));
    EXPECT_EQ(verify.text, "Saw it on both nodes");
    EXPECT_EQ(read<VerifyControl>("Control Verify c7").text, "");
    const auto drop = read<DropControl>("control drop C-7 The queue is gone");
    EXPECT_EQ(drop.id, ControlId(7));
    EXPECT_EQ(drop.reason, "The queue is gone");
    EXPECT_EQ(read<ShowForm>("control drop C-7").form, "drop");
    EXPECT_EQ(read<ShowForm>("control drop C-7").context, "C-7");
    for (const auto* line : {"control verify", "control drop because", "control check held"})
        EXPECT_TRUE(says(misread(line).advice, "`list mine`")) << line;
}

TEST(ControlLine, IsCheckedInManyWords) {
    const std::pair<const char*, Check> cases[] = {
        {"held", Check::held},
        {"holds.", Check::held},
        {"partly", Check::partly},
        {"held partly", Check::partly},
        {"failed", Check::failed},
        {"did not hold", Check::failed},
        {"Didn't hold", Check::failed},
        {"didn’t hold:", Check::failed},
        {"not held", Check::failed},
        {"early", Check::early},
        {"too early", Check::early},
        {"too early to say", Check::early},
    };
    for (const auto& [words, meant] : cases) {
        const auto line = "control check C-7 " + std::string(words);
        EXPECT_EQ(read<CheckControl>(line).check, meant) << line;
        EXPECT_EQ(read<CheckControl>(line).text, "") << line;
        EXPECT_EQ(read<CheckControl>(line + " so far").text, "so far") << line;
    }
    EXPECT_EQ(read<ShowForm>("control check C-7").form, "check");
    EXPECT_TRUE(says(misread("control check C-7 perhaps").advice, "`control check C-7 early`"));
}

TEST(ControlLine, AnUnknownStepIsNamed) {
    EXPECT_TRUE(says(misread("control strat C-7").problem, "`control start`"));
    misread("control C-7 done");
}

}  // namespace
}  // namespace debrief::core
