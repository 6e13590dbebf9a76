// The app package for Teams: its manifest keeps the format, its icons are what Teams takes, and it
// can be unpacked.
#include "config/teams_manifest.hpp"

#include "bot/core/grammar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <zip.h>

namespace debrief::test {
namespace {

using nlohmann::json;

constexpr const char* app_id = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

json manifest() {
    return json::parse(config::teams_manifest(app_id, "https://debrief.example.com:8443/bot"));
}

/// What the format's schema says against it; empty when nothing.
std::vector<std::string> against_schema(const json& document) {
    std::ifstream file(
        std::string(DEBRIEF_SOURCE_DIR) + "/tests/config/teams_manifest.schema.json"
    );
    const json text = json::parse(file);
    valijson::Schema schema;
    valijson::SchemaParser parser;
    const valijson::adapters::NlohmannJsonAdapter schema_adapter(text);
    parser.populateSchema(schema_adapter, schema);
    valijson::Validator validator;
    valijson::ValidationResults results;
    const valijson::adapters::NlohmannJsonAdapter adapter(document);
    validator.validate(schema, adapter, &results);
    std::vector<std::string> found;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        std::string where;
        for (const auto& part : error.context) where += part;
        found.push_back(where + ": " + error.description);
    }
    return found;
}

std::map<std::string, std::string> unpacked(const std::string& bytes) {
    std::map<std::string, std::string> files;
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (archive == nullptr) {
        ADD_FAILURE() << zip_error_strerror(&error);
        return files;
    }
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
        zip_stat_t about;
        zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &about);
        std::string content(about.size, '\0');
        zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
        EXPECT_EQ(
            zip_fread(file, content.data(), content.size()),
            static_cast<zip_int64_t>(content.size())
        );
        zip_fclose(file);
        files.emplace(about.name, std::move(content));
    }
    zip_discard(archive);
    return files;
}

unsigned number_at(const std::string& bytes, std::size_t at) {
    unsigned value = 0;
    for (std::size_t i = at; i < at + 4; ++i)
        value = value * 256 + static_cast<unsigned char>(bytes.at(i));
    return value;
}

void expect_png(const std::string& bytes, unsigned side) {
    EXPECT_EQ(bytes.substr(0, 8), "\x89PNG\r\n\x1a\n");
    EXPECT_EQ(bytes.substr(12, 4), "IHDR");
    EXPECT_EQ(number_at(bytes, 16), side);
    EXPECT_EQ(number_at(bytes, 20), side);
    EXPECT_EQ(bytes.at(25), 6) << "true colour with transparency";
    EXPECT_EQ(bytes.substr(bytes.size() - 8, 4), "IEND");
}

TEST(TeamsManifestTest, KeepsTheFormat) {
    EXPECT_THAT(against_schema(manifest()), testing::IsEmpty());
}

TEST(TeamsManifestTest, TheFormatIsReallyChecked) {
    const auto broken = [](const std::function<void(json&)>& spoil) {
        json document = manifest();
        spoil(document);
        return !against_schema(document).empty();
    };
    EXPECT_TRUE(broken([](json& m) { m.erase("accentColor"); }));
    EXPECT_TRUE(broken([](json& m) { m["manifestVersion"] = "1.16"; }));
    EXPECT_TRUE(broken([](json& m) { m["name"]["short"] = std::string(31, 'x'); }));
    EXPECT_TRUE(broken([](json& m) { m["description"]["short"] = std::string(81, 'x'); }));
    EXPECT_TRUE(broken([](json& m) { m["bots"][0]["botId"] = "debrief"; }));
    EXPECT_TRUE(broken([](json& m) { m["bots"][0]["commandLists"][0]["scopes"][0] = "channel"; }));
    EXPECT_TRUE(broken([](json& m) {
        auto& commands = m["bots"][0]["commandLists"][0]["commands"];
        while (commands.size() < 13) commands.push_back(commands[0]);
    }));
    EXPECT_TRUE(broken([](json& m) { m["developer"]["websiteUrl"] = "debrief.example.com"; }));
    EXPECT_TRUE(broken([](json& m) { m.erase("supportsChannelFeatures"); }));
    EXPECT_TRUE(broken([](json& m) { m["unknownKey"] = 1; }));
}

TEST(TeamsManifestTest, NamesTheBotItsAddressAndItsPermissions) {
    const json whole = manifest();
    EXPECT_EQ(whole["bots"][0]["botId"], app_id);
    EXPECT_EQ(whole["webApplicationInfo"]["id"], app_id);
    EXPECT_FALSE(whole["webApplicationInfo"]["resource"].get<std::string>().empty());
    EXPECT_EQ(whole["validDomains"], json::array({"debrief.example.com"}));
    EXPECT_EQ(whole["developer"]["websiteUrl"], "https://debrief.example.com:8443/bot");
    std::set<std::string> permissions;
    for (const auto& one : whole["authorization"]["permissions"]["resourceSpecific"]) {
        EXPECT_EQ(one["type"], "Application");
        permissions.insert(one["name"]);
    }
    EXPECT_TRUE(permissions.contains("ChannelMessage.Read.Group"));
    EXPECT_TRUE(permissions.contains("ChatMessage.Read.Chat"));
}

TEST(TeamsManifestTest, OffersVerbsOfTheGrammarOnly) {
    const json whole = manifest();
    std::set<std::string> scopes;
    for (const auto& list : whole["bots"][0]["commandLists"]) {
        EXPECT_GE(list["commands"].size(), 6U);
        for (const auto& scope : list["scopes"]) scopes.insert(scope);
        for (const auto& command : list["commands"]) {
            const std::string title = command["title"];
            const core::Verb* verb = core::find_verb(title);
            ASSERT_NE(verb, nullptr) << title;
            EXPECT_EQ(command["description"], verb->about);
        }
    }
    EXPECT_EQ(scopes, (std::set<std::string>{"groupChat", "personal", "team"}));
    EXPECT_EQ(whole["bots"][0]["commandLists"][0]["commands"].size(), 12U)
        << "a verb that is gone would be left out silently";
    EXPECT_EQ(whole["bots"][0]["commandLists"][1]["commands"].size(), 7U);
}

TEST(TeamsPackageTest, HoldsTheManifestAndBothIconsAtItsRoot) {
    const std::string text = config::teams_manifest(app_id, "https://debrief.example.com");
    const auto package = config::teams_package(text);
    ASSERT_TRUE(package) << package.error().what();
    const auto files = unpacked(*package);
    ASSERT_EQ(files.size(), 3U);
    EXPECT_EQ(files.at("manifest.json"), text);
    expect_png(files.at("color.png"), 192);
    expect_png(files.at("outline.png"), 32);
    const auto again = config::teams_package(text);
    EXPECT_EQ(*again, *package) << "the same content makes the same package";
}

}  // namespace
}  // namespace debrief::test
