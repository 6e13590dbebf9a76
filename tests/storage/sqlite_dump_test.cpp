// Everything as one document, and back.
#include "bot/base/json.hpp"
#include "storage/sqlite/dump.hpp"
#include "storage/sqlite/dump_tables.hpp"
#include "storage/sqlite/journal_check.hpp"
#include "storage/sqlite/opening.hpp"
#include "tests/storage/random_records.hpp"
#include "tests/storage/samples.hpp"
#include "tests/support/temp_store.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace debrief::storage::test {
namespace {

using debrief::test::TempFolder;
using debrief::test::TempStore;

const KeySource one_key = [] { return Result<crypto::Digest>(crypto::sha256("a key of a test")); };
const KeySource other_key = [] { return Result<crypto::Digest>(crypto::sha256("another key")); };

std::string dumped(const std::filesystem::path& path, DumpReport* report = nullptr) {
    std::string document;
    const auto done = export_all(path, one_key, [&](std::string_view piece) {
        document += piece;
        return Status();
    });
    if (!done) throw std::runtime_error(done.error().what());
    if (report != nullptr) *report = *done;
    return document;
}

/// Records of every kind, at random.
void fill(TempStore& store) {
    const auto count = *rc::gen::inRange<std::int64_t>(0, 4);
    store.write([&](flow::Tx& tx) {
        for (std::int64_t n = 1; n <= 9; ++n) tx.save(any_person_record(core::PersonId(n)));
        for (std::int64_t n = 1; n <= count; ++n) {
            const core::FollowUpId of(n);
            tx.save(any_follow_up(of));
            tx.save(any_answer(of));
            auto said = any_feedback(core::FeedbackId(n), of);
            said.message.id += std::to_string(n);  // each message is captured once
            tx.save(said);
            tx.save(any_mistake(core::MistakeId(n), of));
            tx.save(any_control(core::ControlId(n), of));
            tx.save(any_thanks(core::ThanksId(n), of));
            tx.save(any_concern(core::ConcernId(n), of));
            tx.save(any_protocol(core::ProtocolId(n), of));
            tx.save(any_hand_over(core::HandOverId(n)));
            const std::string number = std::to_string(n);
            tx.link_source(any_text(), number, of);
            tx.remember("key" + number, any_text(), any_time());
            tx.append({any_time(), any_text(), any_text(), any_text(), any_text(), any_text()});
            tx.set_timer("timer" + number, any_time());
            auto row = any_message("marker" + number);
            row.key += number;  // of live rows with one key, only one waits
            tx.enqueue(row);
            tx.save_posted({"key" + number, {any_channel(), any_text()}});
            core::ChannelAddress address;
            address.channel = any_channel();
            address.url = any_text();
            address.removed = any_bool();
            tx.save(address);
        }
    });
}

RC_GTEST_PROP(Dump, WhatIsReadBackGivesTheSameDocument, ()) {
    TempStore store;
    fill(store);
    store.close();
    const std::string first = dumped(store.path());
    const TempFolder elsewhere;
    const auto copy = elsewhere.path() / "copy.db";
    const auto imported = import_all(copy, first, one_key);
    RC_ASSERT(imported.has_value());
    RC_ASSERT(dumped(copy) == first);
    RC_ASSERT(!verify_journal(copy).value().broken);
}

class DumpTest : public ::testing::Test {
  protected:
    DumpTest() {
        store_.write([](flow::Tx& tx) {
            for (const std::int64_t number : {1, 2}) {
                core::Person person;
                person.id = core::PersonId(number);
                person.name = number == 1 ? "Olga" : "Piotr";
                tx.save(person);
            }
            tx.save(follow_up(1));
            core::Feedback named = feedback(1, 1);
            tx.save(named);
            core::Feedback hidden = feedback(2, 1);
            hidden.giver = core::PersonId(2);
            hidden.anonymous = true;
            hidden.message = {slack("D0PIOTR"), "171.5"};
            tx.save(hidden);
            auto row = message("marker", "direct:2");
            row.view = "{\"to\":\"Piotr in person\"}";
            tx.enqueue(row);
            tx.append({minute(1), "person 1", "form", "open", "F-1", "mail"});
            tx.append({minute(2), "anonymous", "form", "feedback", "B-2", ""});
        });
        store_.close();
        document_ = dumped(store_.path());
    }

    std::filesystem::path copy() { return elsewhere_.path() / "copy.db"; }
    std::string refused(const std::string& document, const KeySource& key = one_key) {
        const auto imported = import_all(copy(), document, key);
        return imported ? "it was imported" : imported.error().what();
    }
    std::string changed(const std::string& from, const std::string& to) {
        std::string document = document_;
        const auto at = document.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        if (at != std::string::npos) document.replace(at, from.size(), to);
        return document;
    }
    std::string counted(const char* table) {
        sqlite::Connection connection = sqlite::open_reader(copy(), Options());
        return connection.ask(("SELECT count(*) FROM " + std::string(table)).c_str());
    }

    TempStore store_;
    TempFolder elsewhere_;
    std::string document_;
};

TEST_F(DumpTest, EveryTableIsExportedOrLeftOutForAReason) {
    std::set<std::string> all;
    const auto exported = exported_tables(store_.path());
    ASSERT_TRUE(exported);
    for (const auto& name : *exported) all.insert(name);
    for (const auto& out : left_out_tables()) {
        EXPECT_FALSE(out.why.empty());
        EXPECT_TRUE(all.insert(std::string(out.table)).second) << out.table << " is both";
    }
    sqlite::Connection connection = sqlite::open_reader(store_.path(), Options());
    sqlite::FreeStatement tables(
        connection,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name <> 'search' AND name NOT LIKE 'search\\_data' ESCAPE '\\' "
        "AND name NOT IN ('search_idx', 'search_content', 'search_docsize', 'search_config')"
    );
    std::set<std::string> there;
    while (tables.step()) there.insert(tables.text(0));
    EXPECT_EQ(all, there);
}

TEST_F(DumpTest, ShowsNoAuthorOfAnonymousFeedback) {
    const auto parsed = json::parse(document_);
    ASSERT_TRUE(parsed);
    const auto rows = (*parsed)["tables"]["feedback"];
    EXPECT_EQ(rows.at(0)["giver"].integer(), 1);
    EXPECT_TRUE(rows.at(1)["giver"].is_null());
    EXPECT_EQ(document_.find("D0PIOTR"), std::string::npos) << "the chat it was said in";
    EXPECT_EQ(document_.find("direct:2"), std::string::npos) << "an answer on its way";
    EXPECT_EQ(document_.find("in person"), std::string::npos);
    // The giver is still known to who has the key.
    ASSERT_TRUE(import_all(copy(), document_, one_key));
    sqlite::Connection connection = sqlite::open_reader(copy(), Options());
    EXPECT_EQ(connection.ask("SELECT giver FROM feedback WHERE id = 2"), "2");
    EXPECT_EQ(connection.ask("SELECT channel FROM feedback WHERE id = 2"), "D0PIOTR");
    EXPECT_EQ(connection.ask("SELECT lane FROM outbox"), "direct:2");
}

TEST_F(DumpTest, WithoutTheKeyTheRestIsImported) {
    const auto imported = import_all(copy(), document_, nullptr);
    ASSERT_TRUE(imported) << imported.error().what();
    EXPECT_EQ(imported->dropped, 2);
    sqlite::Connection connection = sqlite::open_reader(copy(), Options());
    EXPECT_EQ(
        connection.ask("SELECT text FROM feedback WHERE id = 2"), "Tell us before, not after"
    );
    EXPECT_EQ(
        connection.ask("SELECT p.name FROM feedback AS b JOIN people AS p ON p.id = b.giver "
                       "WHERE b.id = 2"),
        "Somebody"
    );
    EXPECT_EQ(connection.ask("SELECT count(*) FROM outbox"), "0");
}

TEST_F(DumpTest, AnotherKeyOpensNothing) {
    EXPECT_NE(refused(document_, other_key).find("not the key"), std::string::npos);
    EXPECT_EQ(counted("people"), "0");
}

TEST_F(DumpTest, RefusesWhatItDidNotWrite) {
    const auto says = [&](const std::string& document, const std::string& part) {
        const std::string words = refused(document);
        EXPECT_NE(words.find(part), std::string::npos) << words;
        EXPECT_TRUE(words.starts_with("Nothing was imported: ")) << words;
        EXPECT_TRUE(words.ends_with(".")) << words;
    };
    says("", "not valid JSON");
    says(document_.substr(0, document_.size() / 2), "not valid JSON");
    says("[]", "not what `debrief export --all` writes");
    says(R"({"export":"debrief records","records":[]})", "for people");
    says(changed("\"debrief_export\": 1", "\"debrief_export\": 2"), "newer version");
    says(changed("\"schema\": 1", "\"schema\": 99"), "newer version");
    says(changed("\"schema\": 1", "\"schema\": 0"), "older version");
    says(changed("\"answers\"", "\"plans_of_2031\""), "no table plans_of_2031");
    says(changed("\"giver\":1", "\"giver\":77"), "refers to one of people");
    says(changed("\"giver\":1", "\"giver\":\"nobody\""), "feedback, row 1");
    says(changed("\"state\":\"received\"", "\"state\":\"lost\""), "feedback, row 1");
    says(changed("\"giver\":1", "\"given\":1"), "given is no column");
    says(changed("\"F-1\"", "\"F-9\""), "Line 1 was changed");
    EXPECT_EQ(counted("people"), "0") << "nothing half done";
    EXPECT_EQ(counted("follow_ups"), "0");
}

TEST_F(DumpTest, ATableThatIsMissingIsNamed) {
    const auto from = document_.find("\"answers\": [");
    ASSERT_NE(from, std::string::npos);
    std::string without = document_;
    without.erase(from, document_.find("],\n", from) + 3 - from);
    EXPECT_NE(refused(without).find("table answers is missing"), std::string::npos);
}

TEST_F(DumpTest, RefusesADatabaseWithRecords) {
    ASSERT_TRUE(import_all(copy(), document_, one_key));
    const std::string words = refused(document_);
    EXPECT_NE(words.find("records in the database already"), std::string::npos) << words;
    EXPECT_NE(words.find("[storage] url"), std::string::npos) << words;
}

TEST_F(DumpTest, RefusesADatabaseInUse) {
    ASSERT_TRUE(import_all(copy(), document_, one_key));
    store_.open();
    const auto imported = import_all(store_.path(), document_, one_key);
    ASSERT_FALSE(imported);
    EXPECT_EQ(imported.error().code(), Errc::busy);
}

TEST_F(DumpTest, ADatabaseThatWasReadInWorksAndCanBeSearched) {
    ASSERT_TRUE(import_all(copy(), document_, one_key));
    boost::asio::io_context context;
    auto store = open_sqlite(context.get_executor(), copy(), TempStore::quick());
    ASSERT_TRUE(store);
    std::size_t hits = 0;
    const flow::Job job = [&](flow::Tx& tx) {
        tx.catch_up_search();
        core::SearchQuery query;
        query.words = "before";
        hits = tx.search(query, [](core::FollowUpId) { return true; }).size();
        tx.append({minute(3), "person 1", "form", "close", "F-1", ""});
    };
    EXPECT_TRUE(debrief::test::run_coroutine(context, (*store)->transact(job)));
    (*store)->stop();
    EXPECT_EQ(hits, 2U);
    EXPECT_EQ(verify_journal(copy()).value().lines, 3);
}

TEST_F(DumpTest, IsAsItsSchemaSays) {
    std::ifstream file(DEBRIEF_SOURCE_DIR "/docs/export.schema.json");
    const auto rules = nlohmann::json::parse(file);
    valijson::Schema schema;
    valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(rules), schema);
    const auto valid = [&](const std::string& text) {
        const auto parsed = nlohmann::json::parse(text);
        valijson::ValidationResults results;
        const bool good = valijson::Validator().validate(
            schema, valijson::adapters::NlohmannJsonAdapter(parsed), &results
        );
        valijson::ValidationResults::Error error;
        std::string words;
        while (results.popError(error)) words += error.description + "\n";
        return good ? "" : words;
    };
    EXPECT_EQ(valid(document_), "");
    EXPECT_NE(valid(changed("\"giver\":null", "\"giver\":2")), "") << "an author in plain sight";
    EXPECT_NE(valid(changed("\"anonymous\":1", "\"anonymous\":0")), "");
}

}  // namespace
}  // namespace debrief::storage::test
